-- What SQLite itself refuses about texts of the city. The same rules as in 0037_city_texts.postgresql.sql.
-- Statements are parted by lines of four dashes. RAISE(ABORT) undoes the statement.
----
CREATE TRIGGER city_texts_no_update BEFORE UPDATE ON city_texts
BEGIN SELECT RAISE(ABORT, 'city_texts: a version is never changed'); END
----
CREATE TRIGGER city_texts_no_delete BEFORE DELETE ON city_texts
BEGIN SELECT RAISE(ABORT, 'city_texts: a version is never removed'); END
