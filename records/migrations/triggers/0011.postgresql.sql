-- What PostgreSQL itself refuses about objections and complaints. The same rules as in 0011.sqlite.sql.
-- Statements are parted by lines of four dashes.
----
CREATE FUNCTION veche_plea_stage() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved record;
BEGIN
  SELECT from_stage, to_stage INTO moved FROM log_entries
  WHERE subject_kind = OLD.kind AND subject_id = OLD.id AND to_stage IS NOT NULL
  ORDER BY seq DESC LIMIT 1;
  IF NEW.revision IS DISTINCT FROM OLD.revision + 1
     OR moved.from_stage IS DISTINCT FROM OLD.stage OR moved.to_stage IS DISTINCT FROM NEW.stage THEN
    RAISE EXCEPTION 'pleas: a stage changes with revision + 1 and its log entry'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER pleas_stage_with_log BEFORE UPDATE ON pleas FOR EACH ROW
WHEN (NEW.stage IS DISTINCT FROM OLD.stage) EXECUTE FUNCTION veche_plea_stage()
----
CREATE TRIGGER pleas_written_once BEFORE UPDATE ON pleas FOR EACH ROW
WHEN ((NEW.id, NEW.kind, NEW.number, NEW.notice_id, NEW.decision_id, NEW.unit_id, NEW.filed_at, NEW.about, NEW.due_at, NEW.aim_at)
  IS DISTINCT FROM
    (OLD.id, OLD.kind, OLD.number, OLD.notice_id, OLD.decision_id, OLD.unit_id, OLD.filed_at, OLD.about, OLD.due_at, OLD.aim_at)
  OR (OLD.missed_at IS NOT NULL AND NEW.missed_at IS DISTINCT FROM OLD.missed_at)
  OR (OLD.answered_at IS NOT NULL
      AND (NEW.answered_at, NEW.outcome, NEW.prepared_by, NEW.signed_by, NEW.letter_number)
        IS DISTINCT FROM (OLD.answered_at, OLD.outcome, OLD.prepared_by, OLD.signed_by, OLD.letter_number))
  OR (((NEW.text, NEW.wish) IS DISTINCT FROM (OLD.text, OLD.wish)
       OR (OLD.answered_at IS NOT NULL AND NEW.answer IS DISTINCT FROM OLD.answer))
      AND NOT veche_erased(OLD.notice_id)))
EXECUTE FUNCTION veche_refuse('pleas: what was filed, its dates and its answer are written once')
----
CREATE TRIGGER pleas_no_delete BEFORE DELETE ON pleas FOR EACH ROW
EXECUTE FUNCTION veche_refuse('pleas: an objection or a complaint is never removed')
----
CREATE TRIGGER pleas_no_truncate BEFORE TRUNCATE ON pleas FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('pleas: never emptied')
----
CREATE FUNCTION veche_other_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM decisions WHERE notice_id = NEW.notice_id AND (NEW.decision_id IS NULL OR id = NEW.decision_id)
       AND (prepared_by IN (NEW.prepared_by, NEW.signed_by) OR signed_by IN (NEW.prepared_by, NEW.signed_by)))
     OR (NEW.kind = 'complaint' AND EXISTS (SELECT 1 FROM notices WHERE id = NEW.notice_id
       AND owner_id IN (NEW.prepared_by, NEW.signed_by))) THEN
    RAISE EXCEPTION 'pleas: whoever had a part in it does not answer' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER pleas_other_eyes BEFORE UPDATE ON pleas FOR EACH ROW
WHEN ((NEW.prepared_by, NEW.signed_by, NEW.answered_at) IS DISTINCT FROM (OLD.prepared_by, OLD.signed_by, OLD.answered_at))
EXECUTE FUNCTION veche_other_eyes()
----
CREATE TRIGGER pleas_other_eyes_new BEFORE INSERT ON pleas FOR EACH ROW
WHEN (NEW.kind = 'objection') EXECUTE FUNCTION veche_other_eyes()
----
CREATE FUNCTION veche_not_pleading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.subject_kind = 'notice' AND EXISTS (SELECT 1 FROM pleas WHERE notice_id = NEW.subject_id AND closed_at IS NULL) THEN
    RAISE EXCEPTION 'erasures: an open objection or complaint keeps its notice' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER erasures_not_pleading BEFORE INSERT ON erasures FOR EACH ROW
EXECUTE FUNCTION veche_not_pleading()
