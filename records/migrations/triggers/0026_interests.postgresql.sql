-- What PostgreSQL itself refuses to who has no part in a notice. The same rules as in 0026_interests.sqlite.sql.
-- Statements are parted by lines of four dashes.
----
CREATE TRIGGER recusals_no_delete BEFORE DELETE ON recusals FOR EACH ROW
EXECUTE FUNCTION veche_refuse('recusals: a line of the register is never removed')
----
CREATE TRIGGER recusals_no_truncate BEFORE TRUNCATE ON recusals FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('recusals: never emptied')
----
CREATE TRIGGER recusals_only_lifted BEFORE UPDATE ON recusals FOR EACH ROW
WHEN ((NEW.id, NEW.account_id, NEW.notice_id, NEW.source, NEW.made_at, NEW.made_by)
  IS DISTINCT FROM (OLD.id, OLD.account_id, OLD.notice_id, OLD.source, OLD.made_at, OLD.made_by)
  OR NEW.interest_id IS DISTINCT FROM OLD.interest_id
  OR (OLD.lifted_at IS NOT NULL AND (NEW.lifted_at, NEW.lifted_by, NEW.lift_reason)
    IS DISTINCT FROM (OLD.lifted_at, OLD.lifted_by, OLD.lift_reason))
  OR (NEW.lifted_at IS NOT NULL AND NEW.lifted_by IS NULL)
  OR (NEW.reason IS DISTINCT FROM OLD.reason AND NOT veche_erased(OLD.notice_id)))
EXECUTE FUNCTION veche_refuse('recusals: a line of the register is only lifted, once, by somebody else')
----
CREATE TRIGGER interests_no_delete BEFORE DELETE ON interests FOR EACH ROW
EXECUTE FUNCTION veche_refuse('interests: a declared interest is never removed')
----
CREATE FUNCTION veche_no_interest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM recusals WHERE notice_id = NEW.notice_id AND lifted_at IS NULL
      AND account_id IN (NEW.signed_by, NEW.prepared_by)) THEN
    RAISE EXCEPTION 'decisions: who has no part in a notice neither prepares nor signs'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER decisions_no_interest BEFORE UPDATE ON decisions FOR EACH ROW
WHEN (OLD.signed_by IS NULL AND NEW.signed_by IS NOT NULL
  OR (NEW.prepared_by, NEW.prepared_at) IS DISTINCT FROM (OLD.prepared_by, OLD.prepared_at))
EXECUTE FUNCTION veche_no_interest()
----
CREATE TRIGGER decisions_no_interest_new BEFORE INSERT ON decisions FOR EACH ROW
WHEN (NEW.state = 'draft') EXECUTE FUNCTION veche_no_interest()
----
CREATE FUNCTION veche_owner_no_interest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM recusals WHERE notice_id = NEW.id AND lifted_at IS NULL AND account_id = NEW.owner_id) THEN
    RAISE EXCEPTION 'notices: who has no part in a notice does not own it' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER notices_owner_no_interest BEFORE UPDATE ON notices FOR EACH ROW
WHEN (NEW.owner_id IS NOT NULL AND NEW.owner_id IS DISTINCT FROM OLD.owner_id)
EXECUTE FUNCTION veche_owner_no_interest()
