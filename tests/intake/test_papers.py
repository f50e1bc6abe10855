"""Papers in the form: several at once, each bad one named at its field, the draft alive whatever comes."""

import hashlib
import io
import os
import tracemalloc
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse

from papers.reasons import SENTENCES
from records import files, rows
from records.stores import original_key
from records.tables import File
from tests.intake.conftest import Door, Fill, Opens, sign
from tests.support.client import Grumbler
from tests.support.corpus import GOOD, Sent, corpus
from tests.support.made_files import MB, of_size, pdf, picture
from tests.support.visitor import Visitor
from web import limits, sweeping, uploads

SOME = (
    "good/pdf", "good/jpeg-exif", "good/png-RGBA", "size/empty", "size/limit", "size/limit+1", "broken/pdf-cut-50",
    "broken/JPEG-half", "locked/password-R6", "active/javascript-name-escaped", "bomb/png-400-million",
    "two/html-before-pdf", "lie/png-as-pdf", "other/docx", "other/svg", "name/00", "name/25", "name/26", "name/34",
)  # fmt: skip


def part(content: bytes, name: str) -> Any:
    """A chosen file, as a browser sends it: what would end the header's value is written in percent (HTML, form data)."""
    for raw, written in (("\r", "%0D"), ("\n", "%0A"), ('"', "%22")):
        name = name.replace(raw, written)
    return FileStorage(io.BytesIO(content), name)


def adds(browser: Visitor, *chosen: Any, field: str = "paper-", do: str = "add") -> TestResponse:
    browser.get("/draft/papers")
    return browser.post(
        "/draft/papers",
        **dict[str, Any]({field: list(chosen)}),
        draft=browser.hidden("draft"),
        do=do,
    )


@pytest.fixture
def vera(door: Door) -> Grumbler:
    """A browser with a march begun."""
    browser = door.visitor()
    browser.get("/notices/new")
    browser.post("/notices/new", kind="march")
    return browser


def kept(door: Door) -> list[File]:
    with door.city.reading() as work:
        return list(files.every(work))


def left_behind(door: Door) -> list[str]:
    """Whatever lies in the store or before it, and no row knows of."""
    here = door.app.extensions["veche"]
    known = {key for one in kept(door) for key in files.keys_of(one)}
    waiting = [path.name for path in uploads.incoming_folder(here).iterdir()]
    return waiting + [one.key for one in here.store.walk() if one.key not in known]


def test_several_files_come_at_once_each_at_its_field(door: Door, vera: Grumbler) -> None:
    vera.get("/draft/papers")
    answer = vera.post(
        "/draft/papers",
        **dict[str, Any]({
            "paper-route_map": [part(pdf(), "план.pdf"), part(picture("PNG"), "map.png")],
            "paper-": [part(picture("JPEG"), "IMG.JPG")],
        }),
        draft=vera.hidden("draft"),
        do="add",
    )  # fmt: skip
    assert answer.status_code == 303
    vera.get("/draft/papers")
    assert "план.pdf" in vera.text
    assert [(one.paper, one.name, one.kind) for one in kept(door)] == [
        ("route_map", "план.pdf", "pdf"), ("route_map", "map.png", "png"), ("", "IMG.jpg", "jpeg"),
    ]  # fmt: skip


def test_the_original_is_kept_bit_for_bit_and_the_copy_is_given_out(
    door: Door, vera: Grumbler
) -> None:
    content = picture("JPEG", exif=True)
    adds(vera, part(content, "IMG.JPG"))
    [file] = kept(door)
    store = door.app.extensions["veche"].store
    assert b"".join(store.chunks(original_key(file.sha256, file.code))) == content
    answer = vera.get(f"/draft/papers/{file.code}")
    assert answer.status_code == 200
    assert b"Canary" not in answer.data
    assert answer.data != content


def test_a_paper_is_saved_and_never_shown(door: Door, vera: Grumbler) -> None:
    adds(vera, part(pdf(), 'план "места".pdf'))
    answer = vera.get(f"/draft/papers/{kept(door)[0].code}")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "filename*=UTF-8''%D0%BF%D0%BB%D0%B0%D0%BD%20_" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert int(answer.headers["Content-Length"]) == len(answer.data)


def test_a_bad_file_is_named_and_takes_no_good_one_along(door: Door, vera: Grumbler) -> None:
    answer = adds(vera, part(pdf(), "good.pdf"), part(b"MZ", "bad.pdf"), do="go")
    assert answer.status_code == 422
    assert "bad.pdf: This is no PDF, PNG or JPEG." in vera.text
    assert 'href="#paper-"' in answer.text
    assert [one.name for one in kept(door)] == ["good.pdf"]
    assert left_behind(door) == []


@pytest.mark.parametrize("id_", SOME)
def test_the_draft_survives(door: Door, vera: Grumbler, id_: str) -> None:
    vera.get("/draft/people")
    vera.post("/draft/people", attendance="350", do="go")
    [sent] = [one for one in corpus() if one.id == id_]
    comes_out_as_it_must(door, vera, sent)
    vera.get("/draft/people")
    assert 'value="350"' in (vera.last.text if vera.last else "")


def comes_out_as_it_must(door: Door, browser: Visitor, sent: Sent) -> None:
    before = len(kept(door))
    answer = adds(browser, part(sent.content, sent.name))
    if sent.expect == GOOD:
        assert answer.status_code == 303, (sent.id, browser.text)
        assert len(kept(door)) == before + 1, sent.id
        code = kept(door)[-1].code
        assert browser.get(f"/draft/papers/{code}").status_code == 200, sent.id
        browser.get("/draft/papers")
        browser.post("/draft/papers", draft=browser.hidden("draft"), do=f"remove:{code}")
    else:
        assert answer.status_code == 422, (sent.id, answer.status_code)
        assert SENTENCES[sent.expect].partition("%")[0][:30] in browser.text, (
            sent.id,
            browser.text,
        )
    assert len(kept(door)) == before, sent.id
    assert left_behind(door) == [], sent.id


@pytest.mark.deep
def test_the_draft_survives_the_whole_corpus(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UPLOAD", limits.Limit("upload", 10**9))
    door = opens()
    browser = Visitor(door.app)  # a name may hold what would be a slip of ours elsewhere
    browser.get("/notices/new")
    browser.post("/notices/new", kind="march")
    browser.get("/draft/people")
    browser.post("/draft/people", attendance="350", do="go")
    for sent in corpus():
        comes_out_as_it_must(door, browser, sent)
    browser.get("/draft/people")
    assert 'value="350"' in (browser.last.text if browser.last else "")


def test_more_than_all_at_once_is_told_and_nothing_is_read(door: Door, vera: Grumbler) -> None:
    answer = adds(vera, *[part(bytes(9 * MB), f"{number}.pdf") for number in range(3)])
    assert answer.status_code == 413
    assert "larger than 25 MB" in vera.text
    assert vera.title == "Which papers go with it?"
    assert left_behind(door) == []


def test_all_papers_of_a_notice_have_a_size(door: Door, vera: Grumbler) -> None:
    for number in (0, 1):
        adds(vera, part(of_size(10 * MB - number), f"{number}.pdf"))
    answer = adds(vera, part(of_size(6 * MB), "third.pdf"))
    assert answer.status_code == 422
    assert "third.pdf: All papers of a notice together take 25 MB." in vera.text
    assert len(kept(door)) == 2
    assert left_behind(door) == []


def test_an_eleventh_file_is_not_even_looked_at(door: Door, vera: Grumbler) -> None:
    chosen = [part(pdf() + b"%" + str(number).encode(), f"{number}.pdf") for number in range(11)]
    answer = adds(vera, *chosen)
    assert answer.status_code == 422
    assert "10.pdf: A notice takes 10 papers." in vera.text
    assert len(kept(door)) == 10


def test_a_day_has_a_limit(door: Door, vera: Grumbler, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UPLOAD", limits.Limit("upload", 3))
    assert adds(vera, part(pdf(), "one.pdf")).status_code == 303
    answer = adds(vera, part(of_size(5000), "two.pdf"))
    assert answer.status_code == 422
    assert "200 MB" in vera.text
    assert left_behind(door) == []


def test_the_same_page_sent_twice_keeps_one(door: Door, vera: Grumbler) -> None:
    for _ in range(2):
        assert adds(vera, part(pdf(), "plan.pdf")).status_code == 303
    assert len(kept(door)) == 1
    assert left_behind(door) == []


def test_a_paper_is_taken_back(door: Door, vera: Grumbler) -> None:
    adds(vera, part(pdf(), "plan.pdf"))
    code = kept(door)[0].code
    vera.get("/draft/papers")
    answer = vera.post("/draft/papers", draft=vera.hidden("draft"), do=f"remove:{code}")
    assert answer.status_code == 303
    assert kept(door) == []
    assert left_behind(door) == []
    assert vera.get(f"/draft/papers/{code}").status_code == 404


def test_nobody_else_gets_or_removes_it(door: Door, vera: Grumbler, olga: Grumbler) -> None:
    adds(vera, part(pdf(), "plan.pdf"))
    code = kept(door)[0].code
    olga.get("/notices/new")
    olga.post("/notices/new", kind="rally")
    assert olga.get(f"/draft/papers/{code}").status_code == 404
    olga.get("/draft/papers")
    answer = olga.post("/draft/papers", draft=olga.hidden("draft"), do=f"remove:{code}")
    assert answer.status_code == 404
    assert len(kept(door)) == 1


def test_what_is_filed_names_its_papers_everywhere(door: Door, olga: Grumbler, fill: Fill) -> None:
    fill(olga)
    adds(olga, part(pdf(), "план.pdf"), field="paper-route_map")
    olga.get("/draft/answers")
    assert "Map of the route: план.pdf" in olga.text
    sign(olga)
    [reference] = door.numbers()
    digest = kept(door)[0].sha256
    olga.get(f"/notices/{reference}/receipt")
    assert f"план.pdf SHA-256 {digest[:16]}" in olga.text
    olga.get(f"/notices/{reference}")
    assert "Map of the route: план.pdf" in olga.text
    assert olga.get(f"/notices/{reference}/papers/{kept(door)[0].code}").status_code == 200
    with door.city.reading() as work:
        notice = work.notice(reference)
        assert [one.name for one in files.of_version(work, rows.version(work, notice))] == [
            "план.pdf"
        ]


def test_a_filed_draft_takes_no_file(door: Door, olga: Grumbler, fill: Fill) -> None:
    fill(olga)
    olga.get("/draft/papers")
    secret = olga.hidden("draft")
    olga.get("/draft/answers")
    sign(olga)
    answer = olga.post(
        "/draft/papers", **{"paper-": part(pdf(), "late.pdf")}, draft=secret, do="add"
    )
    assert answer.status_code == 409
    assert kept(door) == []
    assert left_behind(door) == []


def test_what_a_killed_request_left_is_swept_after_an_hour(door: Door, vera: Grumbler) -> None:
    adds(vera, part(pdf(), "plan.pdf"))
    here = door.app.extensions["veche"]
    half, orphan = uploads.incoming_folder(here) / "half", original_key("0" * 64, "nobody")
    half.write_bytes(b"%PDF")
    here.store.put(orphan, half)
    lying = [half, here.store.folder / orphan]
    for minutes, gone in ((59, 0), (61, 2)):
        at = (here.clock.now() - timedelta(minutes=minutes)).timestamp()
        for path in lying:
            os.utime(path, (at, at))
        assert sweeping.sweep(here) == gone
    assert left_behind(door) == []
    assert vera.get(f"/draft/papers/{kept(door)[0].code}").status_code == 200


def test_ten_megabytes_pass_in_small_parts(
    door: Door, vera: Grumbler, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is held in memory does not grow with the file: nothing larger than a part is ever written or read."""
    parts: list[int] = []
    write = uploads.Incoming.write

    def counted(self: uploads.Incoming, data: bytes) -> int:
        parts.append(len(data))
        return write(self, data)

    monkeypatch.setattr(uploads.Incoming, "write", counted)
    assert adds(vera, part(of_size(10 * MB), "plan.pdf")).status_code == 303
    assert sum(parts) == 10 * MB
    assert max(parts) <= 64 * 1024
    code = kept(door)[0].code
    tracemalloc.start()
    answer = vera.get(f"/draft/papers/{code}", buffered=False)
    given = sum(len(chunk) for chunk in answer.iter_encoded())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert given > 9 * MB
    assert peak < 2 * MB


def test_a_stranger_field_brings_nothing(door: Door, vera: Grumbler) -> None:
    vera.get("/draft/papers")
    vera.post("/draft/papers", other=part(pdf(), "plan.pdf"), draft=vera.hidden("draft"), do="add")
    assert kept(door) == []
    assert left_behind(door) == []


def test_the_bundle_for_a_court_holds_the_papers_and_takes_no_memory_for_them(
    door: Door, olga: Grumbler, fill: Fill
) -> None:
    fill(olga)
    adds(olga, part(of_size(9 * MB), "план.pdf"), part(picture("JPEG", exif=True), "../IMG.jpg"))
    adds(olga, part(of_size(8 * MB), "big.pdf"), field="paper-route_map", do="go")
    olga.get("/draft/answers")
    olga.follow(sign(olga))
    tracemalloc.start()
    answer = olga.post("/notices/27-0001/bundle.zip", buffered=False)
    sent = [len(part) for part in answer.iter_encoded()]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sum(sent) > 17 * MB
    assert peak < 4 * MB

    archive = zipfile.ZipFile(io.BytesIO(olga.post("/notices/27-0001/bundle.zip").data))

    assert archive.testzip() is None
    papers = [one for one in archive.namelist() if one.startswith("5-papers/")]
    assert papers == ["5-papers/01-план.pdf", "5-papers/02-IMG.jpg", "5-papers/03-big.pdf"]
    assert b"Canary" not in archive.read(papers[1])  # the copy, without the place of the photograph
    told = archive.read("5-papers.txt").decode()
    for file in kept(door):
        assert f"{file.sha256}  {file.name}  5-papers/" in told
    lines = archive.read("sha256.txt").decode().splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    assert all(
        hashlib.sha256(archive.read(name)).hexdigest() == digest for name, digest in listed.items()
    )
    store = door.app.extensions["veche"].store  # a paper that the store lost stops nothing
    store.remove(files.keys_of(kept(door)[0])[1])
    archive = zipfile.ZipFile(io.BytesIO(olga.post("/notices/27-0001/bundle.zip").data))
    assert "план.pdf  not in this bundle" in archive.read("5-papers.txt").decode()
