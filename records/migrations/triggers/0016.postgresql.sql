-- The guard of the register of incidents, with its new column. The same rules as in 0016.sqlite.sql.
-- Statements are parted by lines of four dashes.
----
DROP TRIGGER incidents_written_once ON incidents
----
CREATE TRIGGER incidents_written_once BEFORE UPDATE ON incidents FOR EACH ROW
WHEN ((NEW.id, NEW.notice_id, NEW.due_id, NEW.plea_id, NEW.unit_id, NEW.clock, NEW.due_at, NEW.at, NEW.what,
       NEW.stage, NEW.owner_id, NEW.climbed)
  IS DISTINCT FROM (OLD.id, OLD.notice_id, OLD.due_id, OLD.plea_id, OLD.unit_id, OLD.clock, OLD.due_at, OLD.at,
       OLD.what, OLD.stage, OLD.owner_id, OLD.climbed)
  OR (OLD.explained_at IS NOT NULL
      AND ((NEW.explained_at, NEW.explained_by) IS DISTINCT FROM (OLD.explained_at, OLD.explained_by)
        OR NOT veche_erased(OLD.notice_id))))
EXECUTE FUNCTION veche_refuse('incidents: facts are written once, and so is the explanation')
