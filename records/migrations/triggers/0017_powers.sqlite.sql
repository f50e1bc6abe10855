-- What SQLite itself refuses about signing powers. The same rules as in 0017_powers.postgresql.sql.
-- Statements are parted by lines of four dashes. RAISE(ABORT) undoes the statement.
----
CREATE TRIGGER signing_powers_no_delete BEFORE DELETE ON signing_powers
BEGIN SELECT RAISE(ABORT, 'signing_powers: a line of the register is never removed'); END
----
CREATE TRIGGER signing_powers_only_end BEFORE UPDATE ON signing_powers
WHEN NEW.id IS NOT OLD.id OR NEW.account_id IS NOT OLD.account_id OR NEW.unit_id IS NOT OLD.unit_id
  OR NEW.kinds IS NOT OLD.kinds OR NEW.from_day IS NOT OLD.from_day OR NEW.order_no IS NOT OLD.order_no
  OR NEW.order_day IS NOT OLD.order_day OR NEW.absent_id IS NOT OLD.absent_id OR NEW.post_id IS NOT OLD.post_id
  OR NEW.title_en IS NOT OLD.title_en OR NEW.title_ru IS NOT OLD.title_ru
  OR NEW.given_by IS NOT OLD.given_by OR NEW.given_at IS NOT OLD.given_at
  OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at IS NOT OLD.ended_at OR NEW.end_reason IS NOT OLD.end_reason))
  OR (OLD.to_day IS NOT NULL AND (NEW.to_day IS NULL OR NEW.to_day > OLD.to_day))
BEGIN SELECT RAISE(ABORT, 'signing_powers: a line of the register is only ended'); END
----
CREATE TRIGGER decisions_signed_with_power BEFORE UPDATE ON decisions
WHEN OLD.signed_by IS NULL AND NEW.signed_by IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM signing_powers AS p WHERE p.id = NEW.power_id AND p.account_id = NEW.signed_by
    AND p.from_day <= NEW.signed_day AND (p.to_day IS NULL OR p.to_day >= NEW.signed_day)
    AND (p.ended_at IS NULL OR p.ended_at > NEW.released_at)
    AND (p.unit_id IS NULL OR p.unit_id = (SELECT unit_id FROM notices WHERE id = NEW.notice_id))
    AND abs(julianday(date(NEW.released_at)) - julianday(NEW.signed_day)) <= 1)
BEGIN SELECT RAISE(ABORT, 'decisions: signed only with a power of that person, office and day'); END
----
CREATE TRIGGER decisions_power_stays BEFORE UPDATE ON decisions
WHEN OLD.signed_by IS NOT NULL AND (NEW.power_id IS NOT OLD.power_id OR NEW.signed_day IS NOT OLD.signed_day)
BEGIN SELECT RAISE(ABORT, 'decisions: the power that it was signed by stays'); END
