-- What SQLite itself refuses about equal votes. The same rules as in 0033_ties.postgresql.sql.
-- Statements are parted by lines of four dashes. RAISE(ABORT) undoes the statement.
----
CREATE TRIGGER agenda_items_tie BEFORE UPDATE ON agenda_items
WHEN OLD.result = '' AND NEW.result IN ('carried', 'rejected') AND NEW.ayes = NEW.noes AND NOT EXISTS (
  SELECT 1 FROM commission_votes AS v WHERE v.item_id = NEW.id AND v.account_id = NEW.cast_by
    AND v.vote = CASE NEW.result WHEN 'carried' THEN 'for' ELSE 'against' END)
BEGIN SELECT RAISE(ABORT, 'agenda_items: equal votes decide nothing without the vote of the chair'); END
----
CREATE TRIGGER agenda_items_counted BEFORE UPDATE ON agenda_items
WHEN OLD.result = '' AND ((NEW.ayes < NEW.noes AND NEW.result = 'carried') OR (NEW.ayes > NEW.noes AND NEW.result = 'rejected'))
BEGIN SELECT RAISE(ABORT, 'agenda_items: the result is not what was voted'); END
