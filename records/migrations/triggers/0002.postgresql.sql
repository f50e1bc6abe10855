-- What PostgreSQL itself refuses about corrections of a calendar. The same rules as in 0002.sqlite.sql.
-- Statements are parted by lines of four dashes.
----
CREATE TRIGGER calendar_days_only_revoked BEFORE UPDATE ON calendar_days FOR EACH ROW
WHEN (OLD.revoked_at IS NOT NULL
  OR (NEW.id, NEW.calendar, NEW.year, NEW.day, NEW.what, NEW.days::text, NEW.reason, NEW.made_by, NEW.made_at)
  IS DISTINCT FROM
    (OLD.id, OLD.calendar, OLD.year, OLD.day, OLD.what, OLD.days::text, OLD.reason, OLD.made_by, OLD.made_at))
EXECUTE FUNCTION veche_refuse('calendar_days: a correction is only revoked, once')
----
CREATE TRIGGER calendar_days_no_delete BEFORE DELETE ON calendar_days FOR EACH ROW
EXECUTE FUNCTION veche_refuse('calendar_days: a correction is never removed')
----
CREATE TRIGGER calendar_days_no_truncate BEFORE TRUNCATE ON calendar_days FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('calendar_days: never emptied')
----
CREATE TRIGGER moved_dates_only_settled BEFORE UPDATE ON moved_dates FOR EACH ROW
WHEN (OLD.settled_at IS NOT NULL
  OR (NEW.id, NEW.recount_id, NEW.notice_id, NEW.unit_id, NEW.clock, NEW.side, NEW.old_at, NEW.new_at,
    NEW.details::text, NEW.outcome)
  IS DISTINCT FROM
    (OLD.id, OLD.recount_id, OLD.notice_id, OLD.unit_id, OLD.clock, OLD.side, OLD.old_at, OLD.new_at,
    OLD.details::text, OLD.outcome))
EXECUTE FUNCTION veche_refuse('moved_dates: what moved is only looked at, once')
----
CREATE TRIGGER moved_dates_no_delete BEFORE DELETE ON moved_dates FOR EACH ROW
EXECUTE FUNCTION veche_refuse('moved_dates: what moved is never removed')
----
CREATE TRIGGER moved_dates_no_truncate BEFORE TRUNCATE ON moved_dates FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('moved_dates: never emptied')
