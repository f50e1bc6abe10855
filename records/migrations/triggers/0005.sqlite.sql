-- What SQLite itself refuses about checkpoints. The same rules as in 0005.postgresql.sql.
-- Statements are parted by lines of four dashes.
----
CREATE TRIGGER checkpoints_no_update BEFORE UPDATE ON checkpoints
BEGIN SELECT RAISE(ABORT, 'checkpoints: a checkpoint is never changed'); END
----
CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints
BEGIN SELECT RAISE(ABORT, 'checkpoints: a checkpoint is never removed'); END
----
CREATE TRIGGER checkpoints_grow BEFORE INSERT ON checkpoints
WHEN NEW.size <= (SELECT coalesce(max(size), 0) FROM checkpoints)
  OR NEW.size > (SELECT coalesce(max(seq), 0) FROM log_entries)
BEGIN SELECT RAISE(ABORT, 'checkpoints: each covers more of the log than the one before'); END
