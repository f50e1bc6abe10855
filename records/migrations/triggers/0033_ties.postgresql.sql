-- What PostgreSQL itself refuses about equal votes. The same rules as in 0033_ties.sqlite.sql.
-- Statements are parted by lines of four dashes.
----
CREATE FUNCTION veche_tie() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.ayes = NEW.noes AND NOT EXISTS (SELECT 1 FROM commission_votes AS v WHERE v.item_id = NEW.id
      AND v.account_id = NEW.cast_by AND v.vote = CASE NEW.result WHEN 'carried' THEN 'for' ELSE 'against' END) THEN
    RAISE EXCEPTION 'agenda_items: equal votes decide nothing without the vote of the chair'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.ayes < NEW.noes AND NEW.result = 'carried') OR (NEW.ayes > NEW.noes AND NEW.result = 'rejected') THEN
    RAISE EXCEPTION 'agenda_items: the result is not what was voted' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER agenda_items_tie BEFORE UPDATE ON agenda_items FOR EACH ROW
WHEN (OLD.result = '' AND NEW.result IN ('carried', 'rejected')) EXECUTE FUNCTION veche_tie()
