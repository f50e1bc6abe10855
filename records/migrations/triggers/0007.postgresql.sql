-- What PostgreSQL itself refuses about erasing. The same rules as in 0007.sqlite.sql.
-- A text that is written once goes only after the notice stands in `erasures`.
-- Statements are parted by lines of four dashes.
----
CREATE FUNCTION veche_erased(notice integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM erasures WHERE subject_kind = 'notice' AND subject_id = notice)
$$
----
CREATE FUNCTION veche_not_held() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.subject_kind = 'notice' AND (
      EXISTS (SELECT 1 FROM holds WHERE notice_id = NEW.subject_id AND lifted_at IS NULL)
      OR EXISTS (SELECT 1 FROM notices WHERE id = NEW.subject_id AND closed_at IS NULL)) THEN
    RAISE EXCEPTION 'erasures: an open notice, or one under a hold, is never erased'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER erasures_no_update BEFORE UPDATE ON erasures FOR EACH ROW
EXECUTE FUNCTION veche_refuse('erasures: that somebody was erased is never changed')
----
CREATE TRIGGER erasures_no_delete BEFORE DELETE ON erasures FOR EACH ROW
EXECUTE FUNCTION veche_refuse('erasures: that somebody was erased is never removed')
----
CREATE TRIGGER erasures_no_truncate BEFORE TRUNCATE ON erasures FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('erasures: never emptied')
----
CREATE TRIGGER erasures_not_held BEFORE INSERT ON erasures FOR EACH ROW
EXECUTE FUNCTION veche_not_held()
----
CREATE TRIGGER holds_only_lifted BEFORE UPDATE ON holds FOR EACH ROW
WHEN ((NEW.id, NEW.notice_id, NEW.set_by, NEW.set_at) IS DISTINCT FROM (OLD.id, OLD.notice_id, OLD.set_by, OLD.set_at)
  OR (NOT veche_erased(OLD.notice_id) AND (NEW.reason IS DISTINCT FROM OLD.reason OR OLD.lifted_at IS NOT NULL))
  OR (OLD.lifted_at IS NOT NULL AND (NEW.lifted_at, NEW.lifted_by) IS DISTINCT FROM (OLD.lifted_at, OLD.lifted_by)))
EXECUTE FUNCTION veche_refuse('holds: a hold is only lifted, once')
----
CREATE TRIGGER holds_no_delete BEFORE DELETE ON holds FOR EACH ROW
EXECUTE FUNCTION veche_refuse('holds: a hold is never removed')
----
CREATE TRIGGER holds_no_truncate BEFORE TRUNCATE ON holds FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('holds: never emptied')
----
DROP TRIGGER versions_immutable ON versions
----
CREATE TRIGGER versions_immutable BEFORE UPDATE ON versions FOR EACH ROW
WHEN ((NEW.id, NEW.notice_id, NEW.number, NEW.personal_commit, NEW.hash, NEW.why, NEW.made_at, NEW.made_by)
  IS DISTINCT FROM
    (OLD.id, OLD.notice_id, OLD.number, OLD.personal_commit, OLD.hash, OLD.why, OLD.made_at, OLD.made_by)
  OR NEW.personal IS NOT NULL OR NEW.salt IS NOT NULL
  OR (NEW.answers::text IS DISTINCT FROM OLD.answers::text AND NOT veche_erased(OLD.notice_id)))
EXECUTE FUNCTION veche_refuse('versions: never changed; only personal and salt are erased, together')
----
DROP TRIGGER decisions_released_immutable ON decisions
----
CREATE TRIGGER decisions_released_immutable BEFORE UPDATE ON decisions FOR EACH ROW
WHEN (OLD.released_at IS NOT NULL AND (
  (NEW.id, NEW.notice_id, NEW.version_id, NEW.version_hash, NEW.outcome, NEW.ground, NEW.replaces_id,
    NEW.prepared_by, NEW.prepared_at, NEW.signed_by, NEW.released_at, NEW.number)
  IS DISTINCT FROM
    (OLD.id, OLD.notice_id, OLD.version_id, OLD.version_hash, OLD.outcome, OLD.ground, OLD.replaces_id,
    OLD.prepared_by, OLD.prepared_at, OLD.signed_by, OLD.released_at, OLD.number)
  OR (NEW.state IS DISTINCT FROM OLD.state AND NOT (OLD.state = 'released' AND NEW.state = 'replaced'))
  OR ((NEW.facts, NEW.reasons, NEW.measures::text, NEW.items::text, NEW.replace_reason)
    IS DISTINCT FROM (OLD.facts, OLD.reasons, OLD.measures::text, OLD.items::text, OLD.replace_reason)
    AND NOT veche_erased(OLD.notice_id))))
EXECUTE FUNCTION veche_refuse('decisions: a released decision is only replaced')
----
DROP TRIGGER letters_written_once ON letters
----
CREATE TRIGGER letters_written_once BEFORE UPDATE ON letters FOR EACH ROW
WHEN ((NEW.id, NEW.notice_id, NEW.decision_id, NEW.unit_id, NEW.kind, NEW.locale, NEW.number, NEW.day,
    NEW.check_code, NEW.released_by, NEW.released_at)
  IS DISTINCT FROM
    (OLD.id, OLD.notice_id, OLD.decision_id, OLD.unit_id, OLD.kind, OLD.locale, OLD.number, OLD.day,
    OLD.check_code, OLD.released_by, OLD.released_at)
  OR (OLD.sha256 IS NOT NULL
      AND (NEW.sha256, NEW.pages, NEW.printed_at) IS DISTINCT FROM (OLD.sha256, OLD.pages, OLD.printed_at))
  OR (NEW.data::text IS DISTINCT FROM OLD.data::text AND NOT veche_erased(OLD.notice_id)))
EXECUTE FUNCTION veche_refuse('letters: number, data and hash are written once')
----
DROP TRIGGER incidents_written_once ON incidents
----
CREATE TRIGGER incidents_written_once BEFORE UPDATE ON incidents FOR EACH ROW
WHEN ((NEW.id, NEW.notice_id, NEW.due_id, NEW.unit_id, NEW.clock, NEW.due_at, NEW.at, NEW.what, NEW.stage,
       NEW.owner_id, NEW.climbed)
  IS DISTINCT FROM (OLD.id, OLD.notice_id, OLD.due_id, OLD.unit_id, OLD.clock, OLD.due_at, OLD.at, OLD.what,
       OLD.stage, OLD.owner_id, OLD.climbed)
  OR (OLD.explained_at IS NOT NULL
      AND ((NEW.explained_at, NEW.explained_by) IS DISTINCT FROM (OLD.explained_at, OLD.explained_by)
        OR NOT veche_erased(OLD.notice_id))))
EXECUTE FUNCTION veche_refuse('incidents: facts are written once, and so is the explanation')
----
DROP TRIGGER read_entries_grow_only ON read_entries
----
CREATE TRIGGER read_entries_grow_only BEFORE UPDATE ON read_entries FOR EACH ROW
WHEN ((NEW.id, NEW.account_id, NEW.notice_id, NEW.hour) IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.notice_id, OLD.hour)
  OR NOT starts_with(NEW.fields, OLD.fields)
  OR (NOT starts_with(NEW.reason, OLD.reason) AND NOT (NEW.reason = '' AND veche_erased(OLD.notice_id))))
EXECUTE FUNCTION veche_refuse('read_entries: a reading is only added to')
