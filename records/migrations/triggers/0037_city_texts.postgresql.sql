-- What PostgreSQL itself refuses about texts of the city. The same rules as in 0037_city_texts.sqlite.sql.
-- Statements are parted by lines of four dashes.
----
CREATE TRIGGER city_texts_no_update BEFORE UPDATE ON city_texts FOR EACH ROW
EXECUTE FUNCTION veche_refuse('city_texts: a version is never changed')
----
CREATE TRIGGER city_texts_no_delete BEFORE DELETE ON city_texts FOR EACH ROW
EXECUTE FUNCTION veche_refuse('city_texts: a version is never removed')
