-- What PostgreSQL itself refuses about commissions. The same rules as in 0027_commissions.sqlite.sql.
-- Statements are parted by lines of four dashes.
----
CREATE TRIGGER commission_sittings_closed BEFORE UPDATE ON commission_sittings FOR EACH ROW
WHEN (OLD.state IN ('closed', 'dropped'))
EXECUTE FUNCTION veche_refuse('commission_sittings: a closed sitting is never changed')
----
CREATE TRIGGER commission_sittings_no_delete BEFORE DELETE ON commission_sittings FOR EACH ROW
EXECUTE FUNCTION veche_refuse('commission_sittings: a sitting is never removed')
----
CREATE TRIGGER agenda_items_once BEFORE UPDATE ON agenda_items FOR EACH ROW
WHEN (OLD.result <> '' OR (NEW.sitting_id, NEW.notice_id, NEW.decision_id, NEW.written_at)
  IS DISTINCT FROM (OLD.sitting_id, OLD.notice_id, OLD.decision_id, OLD.written_at))
EXECUTE FUNCTION veche_refuse('agenda_items: what came of an item is written once')
----
CREATE TRIGGER agenda_items_no_delete BEFORE DELETE ON agenda_items FOR EACH ROW
EXECUTE FUNCTION veche_refuse('agenda_items: an item is never removed')
----
CREATE FUNCTION veche_quorum() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.voting < (SELECT c.quorum FROM commissions AS c JOIN commission_sittings AS s ON s.commission_id = c.id
      WHERE s.id = NEW.sitting_id) THEN
    RAISE EXCEPTION 'agenda_items: without a quorum nothing is decided' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER agenda_items_quorum BEFORE UPDATE ON agenda_items FOR EACH ROW
WHEN (NEW.result IN ('carried', 'rejected')) EXECUTE FUNCTION veche_quorum()
----
CREATE FUNCTION veche_may_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM agenda_items AS i JOIN commission_sittings AS s ON s.id = i.sitting_id
      JOIN commission_presences AS p ON p.sitting_id = s.id AND p.account_id = NEW.account_id AND p.way <> 'left'
      WHERE i.id = NEW.item_id AND s.state = 'open' AND i.result = ''
        AND NOT EXISTS (SELECT 1 FROM recusals AS r WHERE r.notice_id = i.notice_id AND r.account_id = NEW.account_id
          AND r.lifted_at IS NULL)) THEN
    RAISE EXCEPTION 'commission_votes: of who is there, without an interest, while the sitting is open'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER commission_votes_allowed BEFORE INSERT ON commission_votes FOR EACH ROW
EXECUTE FUNCTION veche_may_vote()
----
CREATE FUNCTION veche_vote_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.item_id, NEW.account_id) IS DISTINCT FROM (OLD.item_id, OLD.account_id)
     OR (SELECT result FROM agenda_items WHERE id = OLD.item_id) <> '' THEN
    RAISE EXCEPTION 'commission_votes: a vote that was counted is never changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$
----
CREATE TRIGGER commission_votes_changed BEFORE UPDATE ON commission_votes FOR EACH ROW
EXECUTE FUNCTION veche_vote_changed()
----
CREATE TRIGGER commission_votes_no_delete BEFORE DELETE ON commission_votes FOR EACH ROW
EXECUTE FUNCTION veche_refuse('commission_votes: a vote is never removed')
----
CREATE TRIGGER sitting_minutes_once BEFORE UPDATE ON sitting_minutes FOR EACH ROW
WHEN ((NEW.data::text, NEW.number, NEW.sitting_id) IS DISTINCT FROM (OLD.data::text, OLD.number, OLD.sitting_id)
  OR (OLD.sha256 IS NOT NULL AND (NEW.sha256, NEW.pdf) IS DISTINCT FROM (OLD.sha256, OLD.pdf)))
EXECUTE FUNCTION veche_refuse('sitting_minutes: data and hash are written once')
----
CREATE TRIGGER sitting_minutes_no_delete BEFORE DELETE ON sitting_minutes FOR EACH ROW
EXECUTE FUNCTION veche_refuse('sitting_minutes: minutes are never removed')
