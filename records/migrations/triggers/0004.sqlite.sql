-- What SQLite itself refuses about papers. The same rules as in 0004.postgresql.sql.
-- Statements are parted by lines of four dashes.
----
CREATE TRIGGER files_written_once BEFORE UPDATE ON files
WHEN NEW.id IS NOT OLD.id OR NEW.code IS NOT OLD.code OR NEW.paper IS NOT OLD.paper
  OR NEW.source IS NOT OLD.source OR NEW.kind IS NOT OLD.kind OR NEW.size IS NOT OLD.size
  OR NEW.sha256 IS NOT OLD.sha256 OR NEW.copy_size IS NOT OLD.copy_size
  OR NEW.copy_sha256 IS NOT OLD.copy_sha256 OR NEW.kept_at IS NOT OLD.kept_at
  OR NEW.kept_by IS NOT OLD.kept_by
  OR (NEW.draft_id IS NOT OLD.draft_id AND NEW.draft_id IS NOT NULL)
  OR (NEW.notice_id IS NOT OLD.notice_id AND OLD.notice_id IS NOT NULL)
  OR (NEW.name IS NOT OLD.name AND NEW.name IS NOT NULL)
  OR (NEW.state IS NOT OLD.state AND NOT (NEW.state = 'erased'
      OR (OLD.state = 'waiting' AND NEW.state IN ('accepted', 'refused'))))
  OR (OLD.state = 'erased' AND (NEW.erased_at IS NOT OLD.erased_at OR NEW.found IS NOT OLD.found))
BEGIN SELECT RAISE(ABORT, 'files: what a paper is, is written once; it is scanned once, and erased whole'); END
----
CREATE TRIGGER files_of_a_notice_stay BEFORE DELETE ON files
WHEN OLD.notice_id IS NOT NULL AND (OLD.source = 'office'
  OR EXISTS (SELECT 1 FROM version_files WHERE file_id = OLD.id))
BEGIN SELECT RAISE(ABORT, 'files: a paper of a notice is never removed'); END
----
CREATE TRIGGER files_no_replace BEFORE INSERT ON files
WHEN EXISTS (SELECT 1 FROM files WHERE id = NEW.id OR code = NEW.code)
BEGIN SELECT RAISE(ABORT, 'files: this paper is there already'); END
----
CREATE TRIGGER version_files_immutable BEFORE UPDATE ON version_files
BEGIN SELECT RAISE(ABORT, 'version_files: part of a version, never changed'); END
----
CREATE TRIGGER version_files_no_delete BEFORE DELETE ON version_files
BEGIN SELECT RAISE(ABORT, 'version_files: part of a version, never removed'); END
----
CREATE TRIGGER version_files_no_replace BEFORE INSERT ON version_files
WHEN EXISTS (SELECT 1 FROM version_files WHERE id = NEW.id
  OR (version_id = NEW.version_id AND (ordinal = NEW.ordinal OR file_id = NEW.file_id)))
BEGIN SELECT RAISE(ABORT, 'version_files: part of a version, never changed'); END
