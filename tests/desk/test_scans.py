"""Papers at the desk: who gets which, what is written down, scans that are added, a scanner that is slow or finds."""

import io
from typing import Any

import pytest
from sqlmodel import select
from werkzeug.datastructures import FileStorage

from records import files
from records.tables import File, ReadEntry
from tests.desk.conftest import Desk
from tests.support.made_files import pdf, picture
from tests.support.visitor import Visitor
from workflow import attaching


def adds(visitor: Visitor, reference: str, *chosen: tuple[bytes, str]) -> Any:
    """Choose these files and send them."""
    visitor.get(f"/desk/notices/{reference}/scans")
    sent = [FileStorage(io.BytesIO(content), name) for content, name in chosen]
    return visitor.post(f"/desk/notices/{reference}/scans", **dict[str, Any]({"paper-scan": sent}))


def kept(desk: Desk) -> list[File]:
    with desk.city.reading() as work:
        return list(files.every(work))


def readings(desk: Desk) -> list[str]:
    with desk.city.reading() as work:
        return [row.fields for row in work.session.exec(select(ReadEntry)).all()]


def gets(desk: Desk, who: str, reference: str) -> int:
    return desk.at(who).get(f"/desk/notices/{reference}/papers/{kept(desk)[0].code}").status_code


def test_a_clerk_adds_a_scan_and_the_officer_saves_it(desk: Desk) -> None:
    reference = desk.files().reference
    kravets, orlova = desk.at("kravets"), desk.at("orlova")
    answer = adds(kravets, reference, (pdf(), "скан.pdf"), (picture("JPEG", exif=True), "IMG.jpg"))
    assert answer.status_code == 303
    orlova.get(f"/desk/notices/{reference}")
    assert "Scan of the paper notice: скан.pdf" in orlova.text
    assert "K. K. Kravets added a paper." in orlova.text
    answer = orlova.get(f"/desk/notices/{reference}/papers/{kept(desk)[1].code}")
    assert answer.headers["Content-Disposition"] == "attachment; filename=IMG.jpg"
    assert b"Canary" not in answer.data
    assert "papers" in "".join(readings(desk))


def test_a_scan_is_for_the_office_alone(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    desk.goes(orlova, reference, "register")
    desk.goes(orlova, reference, "ask", bodies=["police"])
    adds(desk.at("kravets"), reference, (pdf(), "Иванова.pdf"))
    assert gets(desk, "orlova", reference) == 200
    assert gets(desk, "stranger", reference) == 404
    assert gets(desk, "police", reference) == 404
    police = desk.at("police")
    police.get(f"/desk/notices/{reference}")
    assert "Иванова" not in police.text
    assert "1 more is not shown" in police.text


def test_a_body_gets_what_names_nobody(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    desk.goes(orlova, reference, "register")
    desk.goes(orlova, reference, "ask", bodies=["police"])
    kravets = desk.at("kravets")
    kravets.get(f"/desk/notices/{reference}/scans")
    sent = FileStorage(io.BytesIO(pdf()), "map.pdf")
    kravets.post(f"/desk/notices/{reference}/scans", **dict[str, Any]({"paper-route_map": sent}))
    assert gets(desk, "police", reference) == 200
    assert gets(desk, "transport", reference) == 404  # was not asked


def test_a_bad_scan_is_named(desk: Desk) -> None:
    reference = desk.files().reference
    kravets = desk.at("kravets")
    assert adds(kravets, reference, (b"MZ", "скан.pdf")).status_code == 422
    assert "скан.pdf: This is no PDF, PNG or JPEG." in kravets.text
    assert kept(desk) == []


@pytest.mark.parametrize(("found", "words"), [("", "not looked at"), ("Eicar", "found something")])
def test_nobody_gets_a_paper_before_or_against_the_verdict(
    desk: Desk, found: str, words: str
) -> None:
    reference = desk.files().reference
    adds(desk.at("kravets"), reference, (pdf(), "скан.pdf"))
    with desk.city.unit() as work:
        owner = attaching.Owner(notice=work.notice(reference), source="office")
        looked = attaching.Looked(attaching.new_code(), "b.pdf", "pdf", 1, "1" * 64, 1, "1" * 64)
        file = attaching.keep(
            work, actor=desk.city.actor("kravets"), owner=owner, paper="scan", looked=looked, scan=True
        )  # fmt: skip
        assert file is not None
        if found:
            attaching.scanned(work, file.id or 0, found=found)
        code = file.code
    orlova = desk.at("orlova")
    assert orlova.get(f"/desk/notices/{reference}/papers/{code}").status_code == 409
    assert "scanner" in orlova.text
    orlova.get(f"/desk/notices/{reference}")
    assert words in orlova.text
