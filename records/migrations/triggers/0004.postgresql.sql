-- What PostgreSQL itself refuses about papers. The same rules as in 0004.sqlite.sql.
-- Statements are parted by lines of four dashes.
----
CREATE TRIGGER files_written_once BEFORE UPDATE ON files FOR EACH ROW
WHEN ((NEW.id, NEW.code, NEW.paper, NEW.source, NEW.kind, NEW.size, NEW.sha256, NEW.copy_size, NEW.copy_sha256, NEW.kept_at, NEW.kept_by)
  IS DISTINCT FROM (OLD.id, OLD.code, OLD.paper, OLD.source, OLD.kind, OLD.size, OLD.sha256, OLD.copy_size, OLD.copy_sha256, OLD.kept_at, OLD.kept_by)
  OR (NEW.draft_id IS DISTINCT FROM OLD.draft_id AND NEW.draft_id IS NOT NULL)
  OR (NEW.notice_id IS DISTINCT FROM OLD.notice_id AND OLD.notice_id IS NOT NULL)
  OR (NEW.name IS DISTINCT FROM OLD.name AND NEW.name IS NOT NULL)
  OR (NEW.state IS DISTINCT FROM OLD.state AND NOT (NEW.state = 'erased'
      OR (OLD.state = 'waiting' AND NEW.state IN ('accepted', 'refused'))))
  OR (OLD.state = 'erased' AND (NEW.erased_at, NEW.found) IS DISTINCT FROM (OLD.erased_at, OLD.found)))
EXECUTE FUNCTION veche_refuse('files: what a paper is, is written once; it is scanned once, and erased whole')
----
CREATE FUNCTION veche_files_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.notice_id IS NOT NULL AND (OLD.source = 'office'
     OR EXISTS (SELECT 1 FROM version_files WHERE file_id = OLD.id)) THEN
    RAISE EXCEPTION 'files: a paper of a notice is never removed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$
----
CREATE TRIGGER files_of_a_notice_stay BEFORE DELETE ON files FOR EACH ROW
EXECUTE FUNCTION veche_files_stay()
----
CREATE TRIGGER files_no_truncate BEFORE TRUNCATE ON files FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('files: never emptied')
----
CREATE TRIGGER version_files_immutable BEFORE UPDATE ON version_files FOR EACH ROW
EXECUTE FUNCTION veche_refuse('version_files: part of a version, never changed')
----
CREATE TRIGGER version_files_no_delete BEFORE DELETE ON version_files FOR EACH ROW
EXECUTE FUNCTION veche_refuse('version_files: part of a version, never removed')
----
CREATE TRIGGER version_files_no_truncate BEFORE TRUNCATE ON version_files FOR EACH STATEMENT
EXECUTE FUNCTION veche_refuse('version_files: never emptied')
