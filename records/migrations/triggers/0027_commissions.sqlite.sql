-- What SQLite itself refuses about commissions. The same rules as in 0027_commissions.postgresql.sql.
-- Statements are parted by lines of four dashes. RAISE(ABORT) undoes the statement.
----
CREATE TRIGGER commission_sittings_closed BEFORE UPDATE ON commission_sittings
WHEN OLD.state IN ('closed', 'dropped')
BEGIN SELECT RAISE(ABORT, 'commission_sittings: a closed sitting is never changed'); END
----
CREATE TRIGGER commission_sittings_no_delete BEFORE DELETE ON commission_sittings
BEGIN SELECT RAISE(ABORT, 'commission_sittings: a sitting is never removed'); END
----
CREATE TRIGGER agenda_items_once BEFORE UPDATE ON agenda_items
WHEN OLD.result <> '' OR NEW.sitting_id IS NOT OLD.sitting_id OR NEW.notice_id IS NOT OLD.notice_id
  OR NEW.decision_id IS NOT OLD.decision_id OR NEW.written_at IS NOT OLD.written_at
BEGIN SELECT RAISE(ABORT, 'agenda_items: what came of an item is written once'); END
----
CREATE TRIGGER agenda_items_no_delete BEFORE DELETE ON agenda_items
BEGIN SELECT RAISE(ABORT, 'agenda_items: an item is never removed'); END
----
CREATE TRIGGER agenda_items_quorum BEFORE UPDATE ON agenda_items
WHEN NEW.result IN ('carried', 'rejected') AND NEW.voting < (
  SELECT c.quorum FROM commissions AS c JOIN commission_sittings AS s ON s.commission_id = c.id WHERE s.id = NEW.sitting_id)
BEGIN SELECT RAISE(ABORT, 'agenda_items: without a quorum nothing is decided'); END
----
CREATE TRIGGER commission_votes_allowed BEFORE INSERT ON commission_votes
WHEN NOT EXISTS (SELECT 1 FROM agenda_items AS i JOIN commission_sittings AS s ON s.id = i.sitting_id
    JOIN commission_presences AS p ON p.sitting_id = s.id AND p.account_id = NEW.account_id AND p.way <> 'left'
    WHERE i.id = NEW.item_id AND s.state = 'open' AND i.result = ''
      AND NOT EXISTS (SELECT 1 FROM recusals AS r WHERE r.notice_id = i.notice_id AND r.account_id = NEW.account_id
        AND r.lifted_at IS NULL))
BEGIN SELECT RAISE(ABORT, 'commission_votes: of who is there, without an interest, while the sitting is open'); END
----
CREATE TRIGGER commission_votes_changed BEFORE UPDATE ON commission_votes
WHEN NEW.item_id IS NOT OLD.item_id OR NEW.account_id IS NOT OLD.account_id
  OR (SELECT result FROM agenda_items WHERE id = OLD.item_id) <> ''
BEGIN SELECT RAISE(ABORT, 'commission_votes: a vote that was counted is never changed'); END
----
CREATE TRIGGER commission_votes_no_delete BEFORE DELETE ON commission_votes
BEGIN SELECT RAISE(ABORT, 'commission_votes: a vote is never removed'); END
----
CREATE TRIGGER sitting_minutes_once BEFORE UPDATE ON sitting_minutes
WHEN NEW.data IS NOT OLD.data OR NEW.number IS NOT OLD.number OR NEW.sitting_id IS NOT OLD.sitting_id
  OR (OLD.sha256 IS NOT NULL AND (NEW.sha256 IS NOT OLD.sha256 OR NEW.pdf IS NOT OLD.pdf))
BEGIN SELECT RAISE(ABORT, 'sitting_minutes: data and hash are written once'); END
----
CREATE TRIGGER sitting_minutes_no_delete BEFORE DELETE ON sitting_minutes
BEGIN SELECT RAISE(ABORT, 'sitting_minutes: minutes are never removed'); END
