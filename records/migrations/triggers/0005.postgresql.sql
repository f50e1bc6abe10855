-- What PostgreSQL itself refuses about checkpoints. The same rules as in 0005.sqlite.sql.
-- Statements are parted by lines of four dashes. veche_refuse is of 0001.
----
CREATE TRIGGER checkpoints_no_update BEFORE UPDATE ON checkpoints FOR EACH ROW
EXECUTE FUNCTION veche_refuse('checkpoints: a checkpoint is never changed')
----
CREATE TRIGGER checkpoints_no_delete BEFORE DELETE ON checkpoints FOR EACH ROW
EXECUTE FUNCTION veche_refuse('checkpoints: a checkpoint is never removed')
----
CREATE FUNCTION veche_checkpoints_grow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size <= (SELECT coalesce(max(size), 0) FROM checkpoints)
    OR NEW.size > (SELECT coalesce(max(seq), 0) FROM log_entries) THEN
    RAISE EXCEPTION 'checkpoints: each covers more of the log than the one before'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER checkpoints_grow BEFORE INSERT ON checkpoints FOR EACH ROW
EXECUTE FUNCTION veche_checkpoints_grow()
----
CREATE TRIGGER checkpoints_no_truncate BEFORE TRUNCATE ON checkpoints FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('checkpoints: never emptied')
