-- What SQLite itself refuses about erasing. The same rules as in 0007.postgresql.sql.
-- A text that is written once goes only after the notice stands in `erasures`.
-- Statements are parted by lines of four dashes. RAISE(ABORT) undoes the statement.
----
CREATE TRIGGER erasures_no_update BEFORE UPDATE ON erasures
BEGIN SELECT RAISE(ABORT, 'erasures: that somebody was erased is never changed'); END
----
CREATE TRIGGER erasures_no_delete BEFORE DELETE ON erasures
BEGIN SELECT RAISE(ABORT, 'erasures: that somebody was erased is never removed'); END
----
CREATE TRIGGER erasures_no_replace BEFORE INSERT ON erasures
WHEN EXISTS (SELECT 1 FROM erasures WHERE id = NEW.id OR (subject_kind = NEW.subject_kind AND subject_id = NEW.subject_id))
BEGIN SELECT RAISE(ABORT, 'erasures: this subject was erased already'); END
----
CREATE TRIGGER erasures_not_held BEFORE INSERT ON erasures
WHEN NEW.subject_kind = 'notice' AND (
  EXISTS (SELECT 1 FROM holds WHERE notice_id = NEW.subject_id AND lifted_at IS NULL)
  OR EXISTS (SELECT 1 FROM notices WHERE id = NEW.subject_id AND closed_at IS NULL))
BEGIN SELECT RAISE(ABORT, 'erasures: an open notice, or one under a hold, is never erased'); END
----
CREATE TRIGGER holds_only_lifted BEFORE UPDATE ON holds
WHEN NEW.id IS NOT OLD.id OR NEW.notice_id IS NOT OLD.notice_id OR NEW.set_by IS NOT OLD.set_by
  OR NEW.set_at IS NOT OLD.set_at
  OR (NOT EXISTS (SELECT 1 FROM erasures WHERE subject_kind = 'notice' AND subject_id = OLD.notice_id) AND (NEW.reason IS NOT OLD.reason OR OLD.lifted_at IS NOT NULL))
  OR (OLD.lifted_at IS NOT NULL AND (NEW.lifted_at IS NOT OLD.lifted_at OR NEW.lifted_by IS NOT OLD.lifted_by))
BEGIN SELECT RAISE(ABORT, 'holds: a hold is only lifted, once'); END
----
CREATE TRIGGER holds_no_delete BEFORE DELETE ON holds
BEGIN SELECT RAISE(ABORT, 'holds: a hold is never removed'); END
----
CREATE TRIGGER holds_no_replace BEFORE INSERT ON holds
WHEN EXISTS (SELECT 1 FROM holds WHERE id = NEW.id OR (notice_id = NEW.notice_id AND lifted_at IS NULL))
BEGIN SELECT RAISE(ABORT, 'holds: this notice is held already'); END
----
DROP TRIGGER versions_immutable
----
CREATE TRIGGER versions_immutable BEFORE UPDATE ON versions
WHEN NEW.id IS NOT OLD.id OR NEW.notice_id IS NOT OLD.notice_id OR NEW.number IS NOT OLD.number
  OR NEW.personal_commit IS NOT OLD.personal_commit OR NEW.hash IS NOT OLD.hash
  OR NEW.why IS NOT OLD.why OR NEW.made_at IS NOT OLD.made_at OR NEW.made_by IS NOT OLD.made_by
  OR NEW.personal IS NOT NULL OR NEW.salt IS NOT NULL
  OR (NEW.answers IS NOT OLD.answers AND NOT EXISTS (SELECT 1 FROM erasures WHERE subject_kind = 'notice' AND subject_id = OLD.notice_id))
BEGIN SELECT RAISE(ABORT, 'versions: never changed; only personal and salt are erased, together'); END
----
DROP TRIGGER decisions_released_immutable
----
CREATE TRIGGER decisions_released_immutable BEFORE UPDATE ON decisions
WHEN OLD.released_at IS NOT NULL AND (
  NEW.id IS NOT OLD.id OR NEW.notice_id IS NOT OLD.notice_id OR NEW.version_id IS NOT OLD.version_id
  OR NEW.version_hash IS NOT OLD.version_hash OR NEW.outcome IS NOT OLD.outcome OR NEW.ground IS NOT OLD.ground
  OR NEW.replaces_id IS NOT OLD.replaces_id OR NEW.prepared_by IS NOT OLD.prepared_by
  OR NEW.prepared_at IS NOT OLD.prepared_at OR NEW.signed_by IS NOT OLD.signed_by
  OR NEW.released_at IS NOT OLD.released_at OR NEW.number IS NOT OLD.number
  OR (NEW.state IS NOT OLD.state AND NOT (OLD.state = 'released' AND NEW.state = 'replaced'))
  OR ((NEW.facts IS NOT OLD.facts OR NEW.reasons IS NOT OLD.reasons OR NEW.measures IS NOT OLD.measures
      OR NEW.items IS NOT OLD.items OR NEW.replace_reason IS NOT OLD.replace_reason) AND NOT EXISTS (SELECT 1 FROM erasures WHERE subject_kind = 'notice' AND subject_id = OLD.notice_id)))
BEGIN SELECT RAISE(ABORT, 'decisions: a released decision is only replaced'); END
----
DROP TRIGGER letters_written_once
----
CREATE TRIGGER letters_written_once BEFORE UPDATE ON letters
WHEN NEW.id IS NOT OLD.id OR NEW.notice_id IS NOT OLD.notice_id OR NEW.decision_id IS NOT OLD.decision_id
  OR NEW.unit_id IS NOT OLD.unit_id OR NEW.kind IS NOT OLD.kind OR NEW.locale IS NOT OLD.locale
  OR NEW.number IS NOT OLD.number OR NEW.day IS NOT OLD.day OR NEW.check_code IS NOT OLD.check_code
  OR NEW.released_by IS NOT OLD.released_by OR NEW.released_at IS NOT OLD.released_at
  OR (OLD.sha256 IS NOT NULL AND (NEW.sha256 IS NOT OLD.sha256 OR NEW.pages IS NOT OLD.pages
      OR NEW.printed_at IS NOT OLD.printed_at))
  OR (NEW.data IS NOT OLD.data AND NOT EXISTS (SELECT 1 FROM erasures WHERE subject_kind = 'notice' AND subject_id = OLD.notice_id))
BEGIN SELECT RAISE(ABORT, 'letters: number, data and hash are written once'); END
----
DROP TRIGGER incidents_written_once
----
CREATE TRIGGER incidents_written_once BEFORE UPDATE ON incidents
WHEN NEW.id IS NOT OLD.id OR NEW.notice_id IS NOT OLD.notice_id OR NEW.due_id IS NOT OLD.due_id
  OR NEW.unit_id IS NOT OLD.unit_id OR NEW.clock IS NOT OLD.clock OR NEW.due_at IS NOT OLD.due_at
  OR NEW.at IS NOT OLD.at OR NEW.what IS NOT OLD.what OR NEW.stage IS NOT OLD.stage
  OR NEW.owner_id IS NOT OLD.owner_id OR NEW.climbed IS NOT OLD.climbed
  OR (OLD.explained_at IS NOT NULL AND (NEW.explained_at IS NOT OLD.explained_at
      OR NEW.explained_by IS NOT OLD.explained_by OR NOT EXISTS (SELECT 1 FROM erasures WHERE subject_kind = 'notice' AND subject_id = OLD.notice_id)))
BEGIN SELECT RAISE(ABORT, 'incidents: facts are written once, and so is the explanation'); END
----
DROP TRIGGER read_entries_grow_only
----
CREATE TRIGGER read_entries_grow_only BEFORE UPDATE ON read_entries
WHEN NEW.id IS NOT OLD.id OR NEW.account_id IS NOT OLD.account_id OR NEW.notice_id IS NOT OLD.notice_id
  OR NEW.hour IS NOT OLD.hour OR instr(NEW.fields, OLD.fields) <> 1
  OR (instr(NEW.reason, OLD.reason) <> 1 AND NOT (NEW.reason = '' AND EXISTS (SELECT 1 FROM erasures WHERE subject_kind = 'notice' AND subject_id = OLD.notice_id)))
BEGIN SELECT RAISE(ABORT, 'read_entries: a reading is only added to'); END
