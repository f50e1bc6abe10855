-- What PostgreSQL itself refuses about incidents. The same rules as in 0003.sqlite.sql.
-- Statements are parted by lines of four dashes.
----
CREATE TRIGGER incidents_written_once BEFORE UPDATE ON incidents FOR EACH ROW
WHEN ((NEW.id, NEW.notice_id, NEW.due_id, NEW.unit_id, NEW.clock, NEW.due_at, NEW.at, NEW.what, NEW.stage,
       NEW.owner_id, NEW.climbed)
  IS DISTINCT FROM (OLD.id, OLD.notice_id, OLD.due_id, OLD.unit_id, OLD.clock, OLD.due_at, OLD.at, OLD.what,
       OLD.stage, OLD.owner_id, OLD.climbed) OR OLD.explained_at IS NOT NULL)
EXECUTE FUNCTION veche_refuse('incidents: facts are written once, and so is the explanation')
----
CREATE TRIGGER incidents_no_delete BEFORE DELETE ON incidents FOR EACH ROW
EXECUTE FUNCTION veche_refuse('incidents: an incident is never removed')
----
CREATE TRIGGER incidents_no_truncate BEFORE TRUNCATE ON incidents FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('incidents: never emptied')
