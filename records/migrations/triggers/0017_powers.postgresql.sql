-- What PostgreSQL itself refuses about signing powers. The same rules as in 0017_powers.sqlite.sql.
-- Statements are parted by lines of four dashes.
----
CREATE TRIGGER signing_powers_no_delete BEFORE DELETE ON signing_powers FOR EACH ROW
EXECUTE FUNCTION veche_refuse('signing_powers: a line of the register is never removed')
----
CREATE TRIGGER signing_powers_no_truncate BEFORE TRUNCATE ON signing_powers FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('signing_powers: never emptied')
----
CREATE TRIGGER signing_powers_only_end BEFORE UPDATE ON signing_powers FOR EACH ROW
WHEN ((NEW.id, NEW.account_id, NEW.unit_id, NEW.kinds::text, NEW.from_day, NEW.order_no, NEW.order_day, NEW.absent_id,
    NEW.title_en, NEW.title_ru, NEW.post_id, NEW.given_by, NEW.given_at)
  IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.unit_id, OLD.kinds::text, OLD.from_day, OLD.order_no, OLD.order_day,
    OLD.absent_id, OLD.title_en, OLD.title_ru, OLD.post_id, OLD.given_by, OLD.given_at)
  OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.end_reason) IS DISTINCT FROM (OLD.ended_at, OLD.end_reason))
  OR (OLD.to_day IS NOT NULL AND (NEW.to_day IS NULL OR NEW.to_day > OLD.to_day)))
EXECUTE FUNCTION veche_refuse('signing_powers: a line of the register is only ended')
----
CREATE FUNCTION veche_signed_with_power() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM signing_powers AS p WHERE p.id = NEW.power_id AND p.account_id = NEW.signed_by
      AND p.from_day <= NEW.signed_day AND (p.to_day IS NULL OR p.to_day >= NEW.signed_day)
      AND (p.ended_at IS NULL OR p.ended_at > NEW.released_at)
      AND (p.unit_id IS NULL OR p.unit_id = (SELECT unit_id FROM notices WHERE id = NEW.notice_id))
      AND abs((NEW.released_at AT TIME ZONE 'UTC')::date - NEW.signed_day) <= 1) THEN
    RAISE EXCEPTION 'decisions: signed only with a power of that person, office and day'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER decisions_signed_with_power BEFORE UPDATE ON decisions FOR EACH ROW
WHEN (OLD.signed_by IS NULL AND NEW.signed_by IS NOT NULL) EXECUTE FUNCTION veche_signed_with_power()
----
CREATE TRIGGER decisions_power_stays BEFORE UPDATE ON decisions FOR EACH ROW
WHEN (OLD.signed_by IS NOT NULL AND (NEW.power_id, NEW.signed_day) IS DISTINCT FROM (OLD.power_id, OLD.signed_day))
EXECUTE FUNCTION veche_refuse('decisions: the power that it was signed by stays')
