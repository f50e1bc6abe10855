"""kill -9 while a print run is made: it goes on, no letter twice, none missing, no number left out."""

import hashlib
import io
from pathlib import Path

import pikepdf
import pytest
from sqlmodel import select

from records import rows
from records.tables import Letter, Printing, PrintRun
from tests.faults.conftest import Site
from tests.faults.traps import POINTS
from workflow import printing

pytestmark = pytest.mark.once

RUN = [name for name, one in POINTS.items() if one.during == "run"]
CLERK = "kravets@veche.example"


def wait_for_paper(site: Site, count: int) -> dict[int, str]:
    """So many letters that the press has made: id and fingerprint of each."""
    filed = site.city.files(key="key-run")
    made = {}
    with site.city.unit() as work:
        notice = work.notice(filed.reference)
        for number in range(count):
            stream = io.BytesIO()
            with pikepdf.new() as pdf:
                pdf.add_blank_page(page_size=(595.276, 841.89))
                pdf.docinfo["/Title"] = str(number)
                pdf.save(stream, deterministic_id=True)
            letter = Letter(
                notice_id=notice.id or 0, unit_id=notice.unit_id, kind="agreed", locale="ru", number=f"N-{number}",
                day=work.now.date(), check_code=f"C{number:08d}", data={}, released_at=work.now,
            )  # fmt: skip
            work.add(letter)
            work.flush()
            content = stream.getvalue()
            fingerprint = hashlib.sha256(content).hexdigest()
            printing.keep(work, letter.id or 0, pdf=content, sha256=fingerprint, pages=1)
            made[letter.id or 0] = fingerprint
    return made


def one_whole_run(site: Site, made: dict[int, str]) -> None:
    """Every letter is in the one run, once, as it was stored; the number is the first."""
    with site.city.reading() as work:
        runs = work.session.exec(select(PrintRun)).all()
        printings = work.session.exec(select(Printing).order_by(Printing.id)).all()  # type: ignore[arg-type]
        for letter_id, fingerprint in made.items():
            stored = rows.letter_bytes(work, work.get(Letter, letter_id))
            assert stored is not None
            assert hashlib.sha256(stored).hexdigest() == fingerprint
    assert [run.number for run in runs] == [1]
    assert [one.letter_id for one in printings] == sorted(made)
    assert [one.place for one in printings] == list(range(1, len(made) + 1))


SUITE = ("a run made, no file",)
"""The press begins cold in every process, so the others are for `make deep`, like 200 letters."""
CASES = [pytest.param(point, 4, id=point) for point in SUITE] + [
    pytest.param(point, 200, id=f"{point}, 200", marks=pytest.mark.deep) for point in RUN
]


@pytest.mark.parametrize(("point", "count"), CASES)
def test_a_run_dies_and_goes_on(site: Site, tmp_path: Path, point: str, count: int) -> None:
    """Found by: a run saved in parts, or a command that begins a new run beside the one it left."""
    made = wait_for_paper(site, count)
    folder = tmp_path / "printed"
    order = ("letters", "run", str(folder), "--by", CLERK)
    dying = site.ward.runs(*order, point=point)
    assert dying.dies(), point
    assert "is ready" not in dying.out.read_text("utf-8")
    assert not (folder / "R0001.pdf").exists() or POINTS[point].at.endswith(":taken")
    before = (folder / "R0001.pdf").read_bytes() if (folder / "R0001.pdf").exists() else b""

    assert site.ward.runs(*order).dies(120)

    one_whole_run(site, made)
    assert [path.name for path in folder.iterdir()] == ["R0001.pdf"]
    file = (folder / "R0001.pdf").read_bytes()
    assert before in (b"", file)
    with pikepdf.open(io.BytesIO(file)) as pdf:
        assert len(pdf.pages) == 2 * count + 4  # a cover and a page of proof, each on its sheet
    assert site.ward.runs(*order).dies()
    assert len(list(folder.iterdir())) == 1  # nothing waits any more: no second run
