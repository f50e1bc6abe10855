"""The sorting table: what may come is taken with a clean copy, what may not is named, and nothing of it is left."""

import hashlib
import io
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

import papers.__main__ as sitting
from papers import documents, table
from papers.reasons import SENTENCES
from papers.signs import Odd, clean_name
from papers.unpacking import unpacked
from tests.house.files import HOUSE
from tests.support.corpus import GOOD, Sent, corpus
from tests.support.made_files import MB, lzw, pdf, picture, png

LARGEST_CHILD = 300 * MB
SECONDS = 10


def look(folder: Path, sent: Sent) -> table.Good:
    """As the landing does it: the bytes lie in a file without a name of its own."""
    (folder / "came").write_bytes(sent.content)
    return table.look(folder / "came", sent.name, folder / "copy")


def outcome(folder: Path, sent: Sent) -> str:
    (folder / "copy").unlink(missing_ok=True)
    before = hashlib.sha256(sent.content).hexdigest()
    try:
        good = look(folder, sent)
    except table.NotTaken as odd:
        assert not (folder / "copy").exists(), sent.id
        return odd.reason
    assert good.memory < LARGEST_CHILD, sent.id
    assert good.seconds < SECONDS, sent.id
    assert b"Canary" not in (folder / "copy").read_bytes(), sent.id
    assert hashlib.sha256((folder / "came").read_bytes()).hexdigest() == before, sent.id
    return GOOD


def test_each_file_of_the_corpus_comes_out_as_it_must(tmp_path: Path) -> None:
    sized = {"large"}  # the landing counts bytes before a file is looked at
    files = [sent for sent in corpus() if sent.expect not in sized]
    assert len(files) >= 120
    different = {
        sent.id: (sent.expect, found)
        for sent in files
        if (found := outcome(tmp_path, sent)) != sent.expect
    }
    assert different == {}


def test_every_reason_has_a_file_and_a_sentence() -> None:
    met = {sent.expect for sent in corpus()} - {GOOD}
    unmet = {
        "busy",
        "slow",
        "many",
        "pixels",
    }  # met below, at the landing, and where Pillow does not count first
    assert met | unmet == set(SENTENCES)


def test_a_copy_of_a_document_shows_the_same_and_tells_nothing(tmp_path: Path) -> None:
    [sent] = [one for one in corpus() if one.id == "good/pdf-metadata"]
    look(tmp_path, sent)
    with pikepdf.open(tmp_path / "copy") as copy:
        assert len(copy.pages) == 1
        assert "/Info" not in copy.trailer
        assert "/Metadata" not in copy.Root
        assert "/PieceInfo" not in copy.pages[0]


@pytest.mark.parametrize(
    "packed",
    ["", "-in/FlateDecode", "-in/ASCII85Decode", "-in/RunLengthDecode", "-twice"],
)
def test_a_photograph_in_a_document_loses_what_the_camera_wrote(
    tmp_path: Path, packed: str
) -> None:
    """Also where a program packed the photograph once more, so that its bytes can't be searched."""
    [sent] = [one for one in corpus() if one.id == f"good/pdf-photo{packed}"]
    assert (b"Canary Artist" in sent.content) == (packed == "")
    look(tmp_path, sent)
    with pikepdf.open(tmp_path / "copy") as copy:
        raw = copy.pages[0].Resources.XObject.I.read_raw_bytes()
    assert b"Canary" not in raw
    with Image.open(io.BytesIO(raw)) as shown:
        assert shown.size == (20, 10)
        assert not shown.getexif()


@pytest.mark.parametrize("size", [1, 2, 260, 300, 1_000, 200_000, 3_000_000])
def test_what_lzw_unpacks_to_is_counted_as_a_reader_does(size: int) -> None:
    """Against qpdf, over the changes of the width of its codes and a full table."""
    made = pikepdf.new()
    stream = pikepdf.Stream(made, lzw(size), Filter=pikepdf.Name.LZWDecode)
    true = len(stream.read_bytes())
    assert true >= size
    assert unpacked(stream, true) == true
    with pytest.raises(Odd):
        unpacked(stream, true - 1)


def test_what_runs_unpack_to_is_counted_as_a_reader_does() -> None:
    runs = b"\x81a\x02xyz\xffb\x80 read by some"
    made = pikepdf.new()
    stream = pikepdf.Stream(made, runs, Filter=pikepdf.Name.RunLengthDecode)
    true = len(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    assert unpacked(stream, true) == true == 128 + 3 + 2 + 12
    with pytest.raises(Odd):
        unpacked(stream, true - 1)


def test_a_turned_photograph_stands_upright_and_has_no_place(tmp_path: Path) -> None:
    look(tmp_path, Sent("x", "IMG.JPG", picture("JPEG", exif=True), GOOD))
    with Image.open(tmp_path / "copy") as copy:
        assert copy.size == (10, 20)
        assert not copy.getexif()
        assert set(copy.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_picture_keeps_its_clear_parts(tmp_path: Path) -> None:
    made = Image.new("P", (4, 4), 1)
    out = io.BytesIO()
    made.save(out, "PNG", transparency=1)
    look(tmp_path, Sent("x", "map.png", out.getvalue(), GOOD))
    with Image.open(tmp_path / "copy") as copy:
        assert set(copy.info) == {"transparency"}


def test_the_same_file_gives_the_same_copy(tmp_path: Path) -> None:
    for content, name in ((pdf(), "a.pdf"), (picture("JPEG"), "a.jpg"), (picture("PNG"), "a.png")):
        copies = set()
        for _ in range(2):
            look(tmp_path, Sent("x", name, content, GOOD))
            copies.add((tmp_path / "copy").read_bytes())
            (tmp_path / "copy").unlink()
        assert len(copies) == 1


def test_a_table_that_died_is_set_up_again(tmp_path: Path) -> None:
    sent = Sent("x", "a.pdf", pdf(), GOOD)
    look(tmp_path, sent)
    one = table.TABLES.free.get()
    assert one.process is not None
    os.kill(one.process.pid, signal.SIGKILL)
    one.process.wait()
    table.TABLES.free.put(one)
    assert look(tmp_path, sent).pages == 1


def test_many_callers_take_turns(tmp_path: Path) -> None:
    (tmp_path / "came").write_bytes(pdf())

    def one(number: int) -> int:
        return table.look(tmp_path / "came", "a.pdf", tmp_path / f"copy{number}").pages

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(one, range(12))) == [1] * 12


def test_a_child_that_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe that nobody writes to stands for a file without an end."""
    os.mkfifo(tmp_path / "came")
    held = os.open(tmp_path / "came", os.O_RDWR)
    monkeypatch.setattr(sitting, "WALL", 0.3)
    try:
        question = {"path": str(tmp_path / "came"), "copy": str(tmp_path / "copy"), "kind": "png"}
        assert sitting.in_a_child(question)["odd"] == "slow"
    finally:
        os.close(held)


def test_a_child_that_wants_too_much_memory_is_told_apart(tmp_path: Path) -> None:
    """In a fresh process, which has no freed memory of its own to give out again."""
    (tmp_path / "came").write_bytes(png(6_000, 6_000, bytes(751 * 6_000)))
    question = {"path": str(tmp_path / "came"), "copy": str(tmp_path / "copy"), "kind": "png"}
    program = (
        "import papers.__main__ as sitting; sitting.MEMORY = 50 << 20;"
        f"print(sitting.in_a_child({question!r})['odd'])"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert said.stdout.strip() == "slow", said.stderr


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("план.pdf", "план.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\Vera\\plan.PDF", "plan.pdf"),
        ("CON.pdf", "paper CON.pdf"),
        (".pdf", "paper.pdf"),
        ("", "paper.pdf"),
        ("plan\u202efdp.pdf", "planfdp.pdf"),
        ("plan\r\nX: 1.pdf", "plan X_ 1.pdf"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("e\u0301.pdf", "é.pdf"),
        ("я" * 300 + ".pdf", "я" * 120 + ".pdf"),
    ],
)
def test_a_name_is_for_people_and_stumbles_nobody(sent: str, shown: str) -> None:
    assert clean_name(sent, "pdf") == shown


def test_a_small_file_that_holds_very_much_is_refused_early(tmp_path: Path) -> None:
    def crowded(made: pikepdf.Pdf) -> None:
        made.Root.X = pikepdf.Array([pikepdf.Dictionary(A=1)] * (documents.MOST_HELD + 1))

    packed = pdf(crowded, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert outcome(tmp_path, Sent("crowded", "a.pdf", packed, "heavy")) == "heavy"
    assert [sitting.cpu_of(size) for size in (10_000, 3 * MB, 10 * MB)] == [4, 7, 10]


def test_nobody_waits_for_ever_behind_others(tmp_path: Path) -> None:
    tables = table.Tables(wait=0)
    held = [tables.free.get() for _ in range(table.AT_ONCE)]
    assert tables.ask({}) == {"odd": "busy", "values": {}}
    assert "send the file again" in table.NotTaken("busy").text
    assert len(held) == 2
