-- What PostgreSQL itself refuses (decisions 15, AD-2). The same rules as in 0001.sqlite.sql.
-- Statements are parted by lines of four dashes.
----
CREATE FUNCTION veche_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END $$
----
CREATE FUNCTION veche_log_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  newest record;
BEGIN
  SELECT seq, hash INTO newest FROM log_entries ORDER BY seq DESC LIMIT 1;
  IF NEW.seq IS DISTINCT FROM coalesce(newest.seq, 0) + 1
     OR NEW.prev IS DISTINCT FROM coalesce(newest.hash, repeat('0', 64)) THEN
    RAISE EXCEPTION 'log_entries: an entry follows the newest one, without a gap'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER log_entries_in_order BEFORE INSERT ON log_entries FOR EACH ROW
EXECUTE FUNCTION veche_log_in_order()
----
CREATE TRIGGER log_entries_no_update BEFORE UPDATE ON log_entries FOR EACH ROW
EXECUTE FUNCTION veche_refuse('log_entries: an entry is never changed')
----
CREATE TRIGGER log_entries_no_delete BEFORE DELETE ON log_entries FOR EACH ROW
EXECUTE FUNCTION veche_refuse('log_entries: an entry is never removed')
----
CREATE TRIGGER log_details_no_update BEFORE UPDATE ON log_details FOR EACH ROW
EXECUTE FUNCTION veche_refuse('log_details: erased whole or left alone')
----
CREATE TRIGGER read_entries_no_delete BEFORE DELETE ON read_entries FOR EACH ROW
EXECUTE FUNCTION veche_refuse('read_entries: who read is never removed')
----
CREATE TRIGGER read_entries_grow_only BEFORE UPDATE ON read_entries FOR EACH ROW
WHEN ((NEW.id, NEW.account_id, NEW.notice_id, NEW.hour) IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.notice_id, OLD.hour)
  OR NOT starts_with(NEW.fields, OLD.fields) OR NOT starts_with(NEW.reason, OLD.reason))
EXECUTE FUNCTION veche_refuse('read_entries: a reading is only added to')
----
CREATE FUNCTION veche_stage_with_log() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved record;
BEGIN
  SELECT from_stage, to_stage INTO moved FROM log_entries
  WHERE subject_kind = 'notice' AND subject_id = OLD.id AND to_stage IS NOT NULL
  ORDER BY seq DESC LIMIT 1;
  IF NEW.revision IS DISTINCT FROM OLD.revision + 1
     OR moved.from_stage IS DISTINCT FROM OLD.stage OR moved.to_stage IS DISTINCT FROM NEW.stage THEN
    RAISE EXCEPTION 'notices: a stage changes with revision + 1 and its log entry'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER notices_stage_with_log BEFORE UPDATE ON notices FOR EACH ROW
WHEN (NEW.stage IS DISTINCT FROM OLD.stage) EXECUTE FUNCTION veche_stage_with_log()
----
CREATE TRIGGER notices_written_once BEFORE UPDATE ON notices FOR EACH ROW
WHEN ((NEW.id, NEW.reference, NEW.check_code, NEW.received_at, NEW.entered_at, NEW.regime_pin, NEW.channel)
  IS DISTINCT FROM
    (OLD.id, OLD.reference, OLD.check_code, OLD.received_at, OLD.entered_at, OLD.regime_pin, OLD.channel))
EXECUTE FUNCTION veche_refuse('notices: reference, codes, receipt and law are written once')
----
CREATE TRIGGER notices_no_delete BEFORE DELETE ON notices FOR EACH ROW
EXECUTE FUNCTION veche_refuse('notices: a notice is never removed')
----
CREATE TRIGGER versions_immutable BEFORE UPDATE ON versions FOR EACH ROW
WHEN ((NEW.id, NEW.notice_id, NEW.number, NEW.answers::text, NEW.personal_commit, NEW.hash, NEW.why,
    NEW.made_at, NEW.made_by)
  IS DISTINCT FROM
    (OLD.id, OLD.notice_id, OLD.number, OLD.answers::text, OLD.personal_commit, OLD.hash, OLD.why,
    OLD.made_at, OLD.made_by)
  OR NEW.personal IS NOT NULL OR NEW.salt IS NOT NULL)
EXECUTE FUNCTION veche_refuse('versions: never changed; only personal and salt are erased, together')
----
CREATE TRIGGER versions_no_delete BEFORE DELETE ON versions FOR EACH ROW
EXECUTE FUNCTION veche_refuse('versions: a version is never removed')
----
CREATE FUNCTION veche_versions_unbroken() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number IS DISTINCT FROM (SELECT coalesce(max(number), 0) + 1 FROM versions WHERE notice_id = NEW.notice_id) THEN
    RAISE EXCEPTION 'versions: numbers follow one another' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER versions_unbroken BEFORE INSERT ON versions FOR EACH ROW
EXECUTE FUNCTION veche_versions_unbroken()
----
CREATE TRIGGER sessions_immutable BEFORE UPDATE ON sessions FOR EACH ROW
EXECUTE FUNCTION veche_refuse('sessions: part of a version, never changed')
----
CREATE TRIGGER sessions_no_delete BEFORE DELETE ON sessions FOR EACH ROW
EXECUTE FUNCTION veche_refuse('sessions: part of a version, never removed')
----
CREATE TRIGGER places_immutable BEFORE UPDATE ON places FOR EACH ROW
EXECUTE FUNCTION veche_refuse('places: part of a version, never changed')
----
CREATE TRIGGER places_no_delete BEFORE DELETE ON places FOR EACH ROW
EXECUTE FUNCTION veche_refuse('places: part of a version, never removed')
----
CREATE TRIGGER decisions_released_immutable BEFORE UPDATE ON decisions FOR EACH ROW
WHEN (OLD.released_at IS NOT NULL AND (
  (NEW.id, NEW.notice_id, NEW.version_id, NEW.version_hash, NEW.outcome, NEW.ground, NEW.facts,
    NEW.reasons, NEW.measures::text, NEW.items::text, NEW.replaces_id, NEW.replace_reason, NEW.prepared_by,
    NEW.prepared_at, NEW.signed_by, NEW.released_at, NEW.number)
  IS DISTINCT FROM
    (OLD.id, OLD.notice_id, OLD.version_id, OLD.version_hash, OLD.outcome, OLD.ground, OLD.facts,
    OLD.reasons, OLD.measures::text, OLD.items::text, OLD.replaces_id, OLD.replace_reason, OLD.prepared_by,
    OLD.prepared_at, OLD.signed_by, OLD.released_at, OLD.number)
  OR (NEW.state IS DISTINCT FROM OLD.state AND NOT (OLD.state = 'released' AND NEW.state = 'replaced'))))
EXECUTE FUNCTION veche_refuse('decisions: a released decision is only replaced')
----
CREATE TRIGGER decisions_released_stay BEFORE DELETE ON decisions FOR EACH ROW
WHEN (OLD.released_at IS NOT NULL)
EXECUTE FUNCTION veche_refuse('decisions: a released decision is never removed')
----
CREATE TRIGGER letters_written_once BEFORE UPDATE ON letters FOR EACH ROW
WHEN ((NEW.id, NEW.notice_id, NEW.decision_id, NEW.unit_id, NEW.kind, NEW.locale, NEW.number, NEW.day,
    NEW.check_code, NEW.data::text, NEW.released_by, NEW.released_at)
  IS DISTINCT FROM
    (OLD.id, OLD.notice_id, OLD.decision_id, OLD.unit_id, OLD.kind, OLD.locale, OLD.number, OLD.day,
    OLD.check_code, OLD.data::text, OLD.released_by, OLD.released_at)
  OR (OLD.sha256 IS NOT NULL
      AND (NEW.sha256, NEW.pages, NEW.printed_at) IS DISTINCT FROM (OLD.sha256, OLD.pages, OLD.printed_at)))
EXECUTE FUNCTION veche_refuse('letters: number, data and hash are written once')
----
CREATE TRIGGER letters_no_delete BEFORE DELETE ON letters FOR EACH ROW
EXECUTE FUNCTION veche_refuse('letters: a letter is never removed')
----
CREATE TRIGGER letter_bytes_no_update BEFORE UPDATE ON letter_bytes FOR EACH ROW
EXECUTE FUNCTION veche_refuse('letter_bytes: a rendering is never changed')
----
CREATE TRIGGER log_entries_no_truncate BEFORE TRUNCATE ON log_entries FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('log_entries: never emptied')
----
CREATE TRIGGER read_entries_no_truncate BEFORE TRUNCATE ON read_entries FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('read_entries: never emptied')
----
CREATE TRIGGER notices_no_truncate BEFORE TRUNCATE ON notices FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('notices: never emptied')
----
CREATE TRIGGER versions_no_truncate BEFORE TRUNCATE ON versions FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('versions: never emptied')
----
CREATE TRIGGER sessions_no_truncate BEFORE TRUNCATE ON sessions FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('sessions: never emptied')
----
CREATE TRIGGER places_no_truncate BEFORE TRUNCATE ON places FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('places: never emptied')
----
CREATE TRIGGER decisions_no_truncate BEFORE TRUNCATE ON decisions FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('decisions: never emptied')
----
CREATE TRIGGER letters_no_truncate BEFORE TRUNCATE ON letters FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('letters: never emptied')
