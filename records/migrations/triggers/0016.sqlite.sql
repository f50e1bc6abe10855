-- The guards of the register of incidents, once more: its table was made anew to take objections and complaints.
-- Statements are parted by lines of four dashes.
----
CREATE TRIGGER incidents_written_once BEFORE UPDATE ON incidents
WHEN NEW.id IS NOT OLD.id OR NEW.notice_id IS NOT OLD.notice_id OR NEW.due_id IS NOT OLD.due_id
  OR NEW.plea_id IS NOT OLD.plea_id
  OR NEW.unit_id IS NOT OLD.unit_id OR NEW.clock IS NOT OLD.clock OR NEW.due_at IS NOT OLD.due_at
  OR NEW.at IS NOT OLD.at OR NEW.what IS NOT OLD.what OR NEW.stage IS NOT OLD.stage
  OR NEW.owner_id IS NOT OLD.owner_id OR NEW.climbed IS NOT OLD.climbed
  OR (OLD.explained_at IS NOT NULL AND (NEW.explained_at IS NOT OLD.explained_at
      OR NEW.explained_by IS NOT OLD.explained_by OR NOT EXISTS (SELECT 1 FROM erasures WHERE subject_kind = 'notice' AND subject_id = OLD.notice_id)))
BEGIN SELECT RAISE(ABORT, 'incidents: facts are written once, and so is the explanation'); END
----
CREATE TRIGGER incidents_no_delete BEFORE DELETE ON incidents
BEGIN SELECT RAISE(ABORT, 'incidents: an incident is never removed'); END
----
CREATE TRIGGER incidents_no_replace BEFORE INSERT ON incidents
WHEN EXISTS (SELECT 1 FROM incidents WHERE id = NEW.id OR due_id = NEW.due_id OR plea_id = NEW.plea_id)
BEGIN SELECT RAISE(ABORT, 'incidents: this incident is there already'); END
