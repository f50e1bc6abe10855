"""A ZIP that is written while it is sent, and dates as a calendar reads them: the same bytes for the same content."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

from web import icalendar, zipping
from web.icalendar import Entry

AT = datetime(2027, 3, 14, 9, 0, tzinfo=UTC)


def test_a_zip_unpacks_lists_its_hashes_and_repeats_to_the_byte() -> None:
    entries = [
        ("1-notice/version-1.txt", "Шествие".encode()),
        ("2-letters/a.pdf", b"%PDF-" + b"x" * 70_000),
    ]

    parts = list(zipping.stream(iter(entries)))

    whole = b"".join(parts)
    assert whole == b"".join(zipping.stream(iter(entries)))
    archive = zipfile.ZipFile(io.BytesIO(whole))
    assert archive.testzip() is None
    assert archive.namelist() == [*(name for name, _ in entries), "sha256.txt"]
    lines = archive.read("sha256.txt").decode().splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in entries}


def test_an_entry_goes_out_piece_by_piece_as_it_is_read() -> None:
    read = []

    def pieces() -> Iterator[bytes]:
        for _number in range(100):
            read.append(65_536)
            yield b"x" * 65_536

    parts = zipping.stream([("a.pdf", pieces())])
    assert len(next(parts)) < 70_000
    assert sum(read) == 65_536  # nothing was read ahead
    whole = b"".join(parts)
    assert len(whole) < 100 * 65_536 + 2_000
    assert "a.pdf" in whole[-200:].decode("latin-1")


def test_an_empty_zip_is_one_still() -> None:
    whole = b"".join(zipping.stream(iter(())))
    assert zipfile.ZipFile(io.BytesIO(whole)).namelist() == ["sha256.txt"]


def test_lines_are_folded_at_75_octets_and_no_sign_is_cut() -> None:
    entry = Entry(
        "u@h", AT, None, AT, "Шествие памяти основателей библиотеки; \\ «Мельничный», 🎵 " * 4
    )

    file = icalendar.calendar("Мои уведомления", [entry])

    lines = file.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert lines[-1] == b""
    unfolded = file.replace(b"\r\n ", b"").decode().split("\r\n")
    summary = next(line for line in unfolded if line.startswith("SUMMARY:"))
    assert (
        summary
        == "SUMMARY:" + "Шествие памяти основателей библиотеки\\; \\\\ «Мельничный»\\, 🎵 " * 4
    )


def test_a_text_can_not_begin_a_line_of_its_own() -> None:
    entry = Entry(
        "u@h", AT, AT, AT, "a\r\nATTACH:http://evil\x00\x07", place="b\nX:1", cancelled=True
    )

    file = icalendar.calendar("n", [entry]).decode()

    assert "SUMMARY:a\\nATTACH:http://evil\r\n" in file
    assert "LOCATION:b\\nX:1\r\n" in file
    assert "STATUS:CANCELLED" in file
    assert file.count("BEGIN:VEVENT") == file.count("END:VEVENT") == 1
