-- What SQLite itself refuses to who has no part in a notice. The same rules as in 0026_interests.postgresql.sql.
-- Statements are parted by lines of four dashes. RAISE(ABORT) undoes the statement.
----
CREATE TRIGGER recusals_no_delete BEFORE DELETE ON recusals
BEGIN SELECT RAISE(ABORT, 'recusals: a line of the register is never removed'); END
----
CREATE TRIGGER recusals_only_lifted BEFORE UPDATE ON recusals
WHEN NEW.id IS NOT OLD.id OR NEW.account_id IS NOT OLD.account_id OR NEW.notice_id IS NOT OLD.notice_id
  OR NEW.source IS NOT OLD.source OR NEW.made_at IS NOT OLD.made_at OR NEW.made_by IS NOT OLD.made_by
  OR NEW.interest_id IS NOT OLD.interest_id
  OR (OLD.lifted_at IS NOT NULL AND (NEW.lifted_at IS NOT OLD.lifted_at OR NEW.lifted_by IS NOT OLD.lifted_by
      OR NEW.lift_reason IS NOT OLD.lift_reason))
  OR (NEW.lifted_at IS NOT NULL AND NEW.lifted_by IS NULL)
  OR (NEW.reason IS NOT OLD.reason AND NOT EXISTS (SELECT 1 FROM erasures WHERE subject_kind = 'notice' AND subject_id = OLD.notice_id))
BEGIN SELECT RAISE(ABORT, 'recusals: a line of the register is only lifted, once, by somebody else'); END
----
CREATE TRIGGER interests_no_delete BEFORE DELETE ON interests
BEGIN SELECT RAISE(ABORT, 'interests: a declared interest is never removed'); END
----
CREATE TRIGGER decisions_no_interest BEFORE UPDATE ON decisions
WHEN (OLD.signed_by IS NULL AND NEW.signed_by IS NOT NULL OR NEW.prepared_by IS NOT OLD.prepared_by
    OR NEW.prepared_at IS NOT OLD.prepared_at)
  AND EXISTS (SELECT 1 FROM recusals WHERE notice_id = NEW.notice_id AND lifted_at IS NULL
    AND account_id IN (NEW.signed_by, NEW.prepared_by))
BEGIN SELECT RAISE(ABORT, 'decisions: who has no part in a notice neither prepares nor signs'); END
----
CREATE TRIGGER decisions_no_interest_new BEFORE INSERT ON decisions
WHEN NEW.state = 'draft' AND EXISTS (SELECT 1 FROM recusals WHERE notice_id = NEW.notice_id AND lifted_at IS NULL
    AND account_id = NEW.prepared_by)
BEGIN SELECT RAISE(ABORT, 'decisions: who has no part in a notice neither prepares nor signs'); END
----
CREATE TRIGGER notices_owner_no_interest BEFORE UPDATE ON notices
WHEN NEW.owner_id IS NOT NULL AND NEW.owner_id IS NOT OLD.owner_id
  AND EXISTS (SELECT 1 FROM recusals WHERE notice_id = NEW.id AND lifted_at IS NULL AND account_id = NEW.owner_id)
BEGIN SELECT RAISE(ABORT, 'notices: who has no part in a notice does not own it'); END
