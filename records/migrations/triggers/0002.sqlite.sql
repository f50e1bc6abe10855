-- What SQLite itself refuses about corrections of a calendar. The same rules as in 0002.postgresql.sql.
-- Statements are parted by lines of four dashes. RAISE(ABORT) undoes the statement.
----
CREATE TRIGGER calendar_days_only_revoked BEFORE UPDATE ON calendar_days
WHEN OLD.revoked_at IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.calendar IS NOT OLD.calendar OR NEW.year IS NOT OLD.year
  OR NEW.day IS NOT OLD.day OR NEW.what IS NOT OLD.what OR NEW.days IS NOT OLD.days OR NEW.reason IS NOT OLD.reason
  OR NEW.made_by IS NOT OLD.made_by OR NEW.made_at IS NOT OLD.made_at
BEGIN SELECT RAISE(ABORT, 'calendar_days: a correction is only revoked, once'); END
----
CREATE TRIGGER calendar_days_no_delete BEFORE DELETE ON calendar_days
BEGIN SELECT RAISE(ABORT, 'calendar_days: a correction is never removed'); END
----
CREATE TRIGGER calendar_days_no_replace BEFORE INSERT ON calendar_days
WHEN EXISTS (SELECT 1 FROM calendar_days WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'calendar_days: a correction is only revoked, once'); END
----
CREATE TRIGGER moved_dates_only_settled BEFORE UPDATE ON moved_dates
WHEN OLD.settled_at IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.recount_id IS NOT OLD.recount_id
  OR NEW.notice_id IS NOT OLD.notice_id OR NEW.unit_id IS NOT OLD.unit_id OR NEW.clock IS NOT OLD.clock
  OR NEW.side IS NOT OLD.side OR NEW.old_at IS NOT OLD.old_at OR NEW.new_at IS NOT OLD.new_at
  OR NEW.details IS NOT OLD.details OR NEW.outcome IS NOT OLD.outcome
BEGIN SELECT RAISE(ABORT, 'moved_dates: what moved is only looked at, once'); END
----
CREATE TRIGGER moved_dates_no_delete BEFORE DELETE ON moved_dates
BEGIN SELECT RAISE(ABORT, 'moved_dates: what moved is never removed'); END
