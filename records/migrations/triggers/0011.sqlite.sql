-- What SQLite itself refuses about objections and complaints. The same rules as in 0011.postgresql.sql.
-- Statements are parted by lines of four dashes. RAISE(ABORT) undoes the statement.
----
CREATE TRIGGER pleas_stage_with_log BEFORE UPDATE ON pleas
WHEN NEW.stage IS NOT OLD.stage AND (NEW.revision IS NOT OLD.revision + 1 OR NOT coalesce((
  SELECT from_stage = OLD.stage AND to_stage = NEW.stage FROM log_entries
  WHERE subject_kind = OLD.kind AND subject_id = OLD.id AND to_stage IS NOT NULL
  ORDER BY seq DESC LIMIT 1), 0))
BEGIN SELECT RAISE(ABORT, 'pleas: a stage changes with revision + 1 and its log entry'); END
----
CREATE TRIGGER pleas_written_once BEFORE UPDATE ON pleas
WHEN NEW.id IS NOT OLD.id OR NEW.kind IS NOT OLD.kind OR NEW.number IS NOT OLD.number
  OR NEW.notice_id IS NOT OLD.notice_id OR NEW.decision_id IS NOT OLD.decision_id OR NEW.unit_id IS NOT OLD.unit_id
  OR NEW.filed_at IS NOT OLD.filed_at OR NEW.about IS NOT OLD.about
  OR NEW.due_at IS NOT OLD.due_at OR NEW.aim_at IS NOT OLD.aim_at
  OR (OLD.missed_at IS NOT NULL AND NEW.missed_at IS NOT OLD.missed_at)
  OR (OLD.answered_at IS NOT NULL AND (NEW.answered_at IS NOT OLD.answered_at OR NEW.outcome IS NOT OLD.outcome
      OR NEW.prepared_by IS NOT OLD.prepared_by OR NEW.signed_by IS NOT OLD.signed_by
      OR NEW.letter_number IS NOT OLD.letter_number))
  OR ((NEW.text IS NOT OLD.text OR NEW.wish IS NOT OLD.wish OR (OLD.answered_at IS NOT NULL AND NEW.answer IS NOT OLD.answer))
      AND NOT EXISTS (SELECT 1 FROM erasures WHERE subject_kind = 'notice' AND subject_id = OLD.notice_id))
BEGIN SELECT RAISE(ABORT, 'pleas: what was filed, its dates and its answer are written once'); END
----
CREATE TRIGGER pleas_no_delete BEFORE DELETE ON pleas
BEGIN SELECT RAISE(ABORT, 'pleas: an objection or a complaint is never removed'); END
----
CREATE TRIGGER pleas_no_replace BEFORE INSERT ON pleas
WHEN EXISTS (SELECT 1 FROM pleas WHERE id = NEW.id OR number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'pleas: this one is there already'); END
----
CREATE TRIGGER pleas_other_eyes_new BEFORE INSERT ON pleas
WHEN NEW.kind = 'objection' AND EXISTS (SELECT 1 FROM decisions WHERE id = NEW.decision_id
  AND (prepared_by IN (NEW.prepared_by, NEW.signed_by) OR signed_by IN (NEW.prepared_by, NEW.signed_by)))
BEGIN SELECT RAISE(ABORT, 'pleas: whoever had a part in it does not answer'); END
----
CREATE TRIGGER pleas_other_eyes BEFORE UPDATE ON pleas
WHEN (NEW.prepared_by IS NOT OLD.prepared_by OR NEW.signed_by IS NOT OLD.signed_by OR NEW.answered_at IS NOT OLD.answered_at) AND (
  EXISTS (SELECT 1 FROM decisions WHERE notice_id = NEW.notice_id AND (NEW.decision_id IS NULL OR id = NEW.decision_id)
    AND (prepared_by IN (NEW.prepared_by, NEW.signed_by) OR signed_by IN (NEW.prepared_by, NEW.signed_by)))
  OR (NEW.kind = 'complaint' AND EXISTS (SELECT 1 FROM notices WHERE id = NEW.notice_id
    AND owner_id IN (NEW.prepared_by, NEW.signed_by))))
BEGIN SELECT RAISE(ABORT, 'pleas: whoever had a part in it does not answer'); END
----
CREATE TRIGGER erasures_not_pleading BEFORE INSERT ON erasures
WHEN NEW.subject_kind = 'notice' AND EXISTS (SELECT 1 FROM pleas WHERE notice_id = NEW.subject_id AND closed_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'erasures: an open objection or complaint keeps its notice'); END
