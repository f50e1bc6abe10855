-- What SQLite itself refuses (decisions 15, AD-2). The same rules as in 0001.postgresql.sql.
-- Statements are parted by lines of four dashes. RAISE(ABORT) undoes the statement.
----
CREATE TRIGGER log_entries_in_order BEFORE INSERT ON log_entries
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM log_entries)
  OR NEW.prev IS NOT coalesce((SELECT hash FROM log_entries ORDER BY seq DESC LIMIT 1), printf('%064d', 0))
BEGIN SELECT RAISE(ABORT, 'log_entries: an entry follows the newest one, without a gap'); END
----
CREATE TRIGGER log_entries_no_update BEFORE UPDATE ON log_entries
BEGIN SELECT RAISE(ABORT, 'log_entries: an entry is never changed'); END
----
CREATE TRIGGER log_entries_no_delete BEFORE DELETE ON log_entries
BEGIN SELECT RAISE(ABORT, 'log_entries: an entry is never removed'); END
----
CREATE TRIGGER log_details_no_update BEFORE UPDATE ON log_details
BEGIN SELECT RAISE(ABORT, 'log_details: erased whole or left alone'); END
----
CREATE TRIGGER log_details_no_replace BEFORE INSERT ON log_details
WHEN EXISTS (SELECT 1 FROM log_details WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'log_details: erased whole or left alone'); END
----
CREATE TRIGGER read_entries_no_delete BEFORE DELETE ON read_entries
BEGIN SELECT RAISE(ABORT, 'read_entries: who read is never removed'); END
----
CREATE TRIGGER read_entries_grow_only BEFORE UPDATE ON read_entries
WHEN NEW.id IS NOT OLD.id OR NEW.account_id IS NOT OLD.account_id OR NEW.notice_id IS NOT OLD.notice_id
  OR NEW.hour IS NOT OLD.hour OR instr(NEW.fields, OLD.fields) <> 1 OR instr(NEW.reason, OLD.reason) <> 1
BEGIN SELECT RAISE(ABORT, 'read_entries: a reading is only added to'); END
----
CREATE TRIGGER read_entries_no_replace BEFORE INSERT ON read_entries
WHEN EXISTS (SELECT 1 FROM read_entries WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'read_entries: a reading is only added to'); END
----
CREATE TRIGGER notices_stage_with_log BEFORE UPDATE ON notices
WHEN NEW.stage IS NOT OLD.stage AND (NEW.revision IS NOT OLD.revision + 1 OR NOT coalesce((
  SELECT from_stage = OLD.stage AND to_stage = NEW.stage FROM log_entries
  WHERE subject_kind = 'notice' AND subject_id = OLD.id AND to_stage IS NOT NULL
  ORDER BY seq DESC LIMIT 1), 0))
BEGIN SELECT RAISE(ABORT, 'notices: a stage changes with revision + 1 and its log entry'); END
----
CREATE TRIGGER notices_written_once BEFORE UPDATE ON notices
WHEN NEW.id IS NOT OLD.id OR NEW.reference IS NOT OLD.reference OR NEW.check_code IS NOT OLD.check_code
  OR NEW.received_at IS NOT OLD.received_at OR NEW.entered_at IS NOT OLD.entered_at
  OR NEW.regime_pin IS NOT OLD.regime_pin OR NEW.channel IS NOT OLD.channel
BEGIN SELECT RAISE(ABORT, 'notices: reference, codes, receipt and law are written once'); END
----
CREATE TRIGGER notices_no_delete BEFORE DELETE ON notices
BEGIN SELECT RAISE(ABORT, 'notices: a notice is never removed'); END
----
CREATE TRIGGER notices_no_replace BEFORE INSERT ON notices
WHEN EXISTS (SELECT 1 FROM notices WHERE id = NEW.id OR reference = NEW.reference)
BEGIN SELECT RAISE(ABORT, 'notices: this notice is there already'); END
----
CREATE TRIGGER versions_immutable BEFORE UPDATE ON versions
WHEN NEW.id IS NOT OLD.id OR NEW.notice_id IS NOT OLD.notice_id OR NEW.number IS NOT OLD.number
  OR NEW.answers IS NOT OLD.answers OR NEW.personal_commit IS NOT OLD.personal_commit OR NEW.hash IS NOT OLD.hash
  OR NEW.why IS NOT OLD.why OR NEW.made_at IS NOT OLD.made_at OR NEW.made_by IS NOT OLD.made_by
  OR NEW.personal IS NOT NULL OR NEW.salt IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'versions: never changed; only personal and salt are erased, together'); END
----
CREATE TRIGGER versions_no_delete BEFORE DELETE ON versions
BEGIN SELECT RAISE(ABORT, 'versions: a version is never removed'); END
----
CREATE TRIGGER versions_unbroken BEFORE INSERT ON versions
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM versions WHERE notice_id = NEW.notice_id)
  OR EXISTS (SELECT 1 FROM versions WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'versions: numbers follow one another'); END
----
CREATE TRIGGER sessions_immutable BEFORE UPDATE ON sessions
BEGIN SELECT RAISE(ABORT, 'sessions: part of a version, never changed'); END
----
CREATE TRIGGER sessions_no_delete BEFORE DELETE ON sessions
BEGIN SELECT RAISE(ABORT, 'sessions: part of a version, never removed'); END
----
CREATE TRIGGER sessions_no_replace BEFORE INSERT ON sessions
WHEN EXISTS (SELECT 1 FROM sessions WHERE id = NEW.id OR (version_id = NEW.version_id AND ordinal = NEW.ordinal))
BEGIN SELECT RAISE(ABORT, 'sessions: part of a version, never changed'); END
----
CREATE TRIGGER places_immutable BEFORE UPDATE ON places
BEGIN SELECT RAISE(ABORT, 'places: part of a version, never changed'); END
----
CREATE TRIGGER places_no_delete BEFORE DELETE ON places
BEGIN SELECT RAISE(ABORT, 'places: part of a version, never removed'); END
----
CREATE TRIGGER places_no_replace BEFORE INSERT ON places
WHEN EXISTS (SELECT 1 FROM places WHERE id = NEW.id OR (version_id = NEW.version_id AND ordinal = NEW.ordinal))
BEGIN SELECT RAISE(ABORT, 'places: part of a version, never changed'); END
----
CREATE TRIGGER decisions_released_immutable BEFORE UPDATE ON decisions
WHEN OLD.released_at IS NOT NULL AND (
  NEW.id IS NOT OLD.id OR NEW.notice_id IS NOT OLD.notice_id OR NEW.version_id IS NOT OLD.version_id
  OR NEW.version_hash IS NOT OLD.version_hash OR NEW.outcome IS NOT OLD.outcome OR NEW.ground IS NOT OLD.ground
  OR NEW.facts IS NOT OLD.facts OR NEW.reasons IS NOT OLD.reasons OR NEW.measures IS NOT OLD.measures
  OR NEW.items IS NOT OLD.items OR NEW.replaces_id IS NOT OLD.replaces_id
  OR NEW.replace_reason IS NOT OLD.replace_reason OR NEW.prepared_by IS NOT OLD.prepared_by
  OR NEW.prepared_at IS NOT OLD.prepared_at OR NEW.signed_by IS NOT OLD.signed_by
  OR NEW.released_at IS NOT OLD.released_at OR NEW.number IS NOT OLD.number
  OR (NEW.state IS NOT OLD.state AND NOT (OLD.state = 'released' AND NEW.state = 'replaced')))
BEGIN SELECT RAISE(ABORT, 'decisions: a released decision is only replaced'); END
----
CREATE TRIGGER decisions_released_stay BEFORE DELETE ON decisions
WHEN OLD.released_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'decisions: a released decision is never removed'); END
----
CREATE TRIGGER decisions_no_replace BEFORE INSERT ON decisions
WHEN EXISTS (SELECT 1 FROM decisions WHERE id = NEW.id OR number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'decisions: this decision is there already'); END
----
CREATE TRIGGER letters_written_once BEFORE UPDATE ON letters
WHEN NEW.id IS NOT OLD.id OR NEW.notice_id IS NOT OLD.notice_id OR NEW.decision_id IS NOT OLD.decision_id
  OR NEW.unit_id IS NOT OLD.unit_id OR NEW.kind IS NOT OLD.kind OR NEW.locale IS NOT OLD.locale
  OR NEW.number IS NOT OLD.number OR NEW.day IS NOT OLD.day OR NEW.check_code IS NOT OLD.check_code
  OR NEW.data IS NOT OLD.data OR NEW.released_by IS NOT OLD.released_by OR NEW.released_at IS NOT OLD.released_at
  OR (OLD.sha256 IS NOT NULL AND (NEW.sha256 IS NOT OLD.sha256 OR NEW.pages IS NOT OLD.pages
      OR NEW.printed_at IS NOT OLD.printed_at))
BEGIN SELECT RAISE(ABORT, 'letters: number, data and hash are written once'); END
----
CREATE TRIGGER letters_no_delete BEFORE DELETE ON letters
BEGIN SELECT RAISE(ABORT, 'letters: a letter is never removed'); END
----
CREATE TRIGGER letters_no_replace BEFORE INSERT ON letters
WHEN EXISTS (SELECT 1 FROM letters WHERE id = NEW.id OR (number = NEW.number AND locale = NEW.locale) OR check_code = NEW.check_code)
BEGIN SELECT RAISE(ABORT, 'letters: this letter is there already'); END
----
CREATE TRIGGER letter_bytes_no_update BEFORE UPDATE ON letter_bytes
BEGIN SELECT RAISE(ABORT, 'letter_bytes: a rendering is never changed'); END
----
CREATE TRIGGER letter_bytes_no_replace BEFORE INSERT ON letter_bytes
WHEN EXISTS (SELECT 1 FROM letter_bytes WHERE letter_id = NEW.letter_id)
BEGIN SELECT RAISE(ABORT, 'letter_bytes: a rendering is never changed'); END
