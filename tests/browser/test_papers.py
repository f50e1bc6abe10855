"""Papers in a real browser: chosen, refused with a reason, taken back; and given out so that nothing of them runs."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Error, Page

from records.stores import copy_key
from tests.browser.conftest import Town
from tests.browser.walker import Walker
from tests.support.corpus import Sent, corpus
from tests.support.made_files import pdf, picture
from tests.support.papers import looked
from workflow import attaching, drafting
from workflow.actor import VISITOR
from workflow.attaching import Owner

HOSTILE = (
    "active/javascript", "active/Launch", "active/embedded-file", "two/html-before-pdf", "two/html-after-png",
    "two/script-in-jpeg-comment", "lie/html-as-pdf", "lie/svg-as-png", "other/svg", "other/eicar", "name/34", "good/pdf-link",
)  # fmt: skip
ATTACK = """<!doctype html><title>x</title><iframe src="{url}"></iframe><object data="{url}"></object>
<embed src="{url}"><img src="{url}"><script src="{url}"></script><link rel="stylesheet" href="{url}">"""


@pytest.mark.parametrize(("width", "scripts", "language"), [(360, False, "en"), (1280, True, "ru")])
def test_papers_are_added_refused_and_taken_back(
    walk: Callable[..., Walker], tmp_path: Path, width: int, scripts: bool, language: str
) -> None:
    vera = walk(width=width, scripts=scripts, language=language)
    for name, content in (("план.pdf", pdf()), ("IMG.jpg", picture("JPEG")), ("bad.pdf", b"MZ")):
        (tmp_path / name).write_bytes(content)
    vera.goes("/notices/new").puts("kind", "march")
    vera.presses({"en": "Continue", "ru": "Продолжить"}[language])
    vera.goes("/draft/papers").looks()
    vera.page.locator('[name="paper-route_map"]').set_input_files(
        [tmp_path / "план.pdf", tmp_path / "bad.pdf"]
    )
    vera.page.locator('[name="paper-"]').set_input_files([tmp_path / "IMG.jpg"])
    vera.moves_on(vera.page.locator('button[value="add"]'))
    said = vera.reads()
    assert "план.pdf" in said
    assert {"en": "This is no PDF, PNG or JPEG.", "ru": "Это не PDF, не PNG и не JPEG."}[
        language
    ] in said
    vera.looks()
    vera.page.locator(".govuk-error-summary a").click()
    assert vera.page.evaluate("document.activeElement.id") == "paper-route_map" or not scripts
    with vera.page.expect_download() as saved:
        vera.page.get_by_role("link", name="план.pdf").click()
    assert saved.value.suggested_filename == "план.pdf"
    vera.moves_on(vera.page.locator('button[value^="remove:"]').first)
    assert "план.pdf" not in vera.reads()
    vera.moves_on(vera.page.locator('button[value="go"]:visible').last)
    assert "IMG.jpg" in vera.reads()
    vera.looks()


def stored(town: Town, sent: Sequence[Sent]) -> tuple[str, list[str]]:
    """A draft whose copies are the hostile bytes themselves, as if every check before had failed."""
    store, found = town.app.extensions["veche"].store, []
    with town.city.unit() as work:
        secret = drafting.begin(
            work, actor=VISITOR, regime_id="ru-moscow-assembly", kind="march", locale="en"
        )
        work.flush()
        draft = attaching.of_draft(work, secret).draft
        for number, one in enumerate(sent):
            kind = ("pdf", "png", "jpeg")[number % 3]
            owner = Owner(draft=draft, source=f"o{number // attaching.MOST}")
            file = attaching.keep(
                work, actor=VISITOR, owner=owner, paper=f"p{number}", scan=False,
                looked=looked(one.name.replace("\0", "")[:100] or "x", one.content or b"x", kind=kind, size=1),
            )  # fmt: skip
            assert file is not None
            path = Path(town.app.extensions["veche"].settings.home) / "hostile"
            path.write_bytes(one.content or b"x")
            store.put(copy_key(file.copy_sha256, file.code), path)
            found.append(file.code)
    return secret, found


def nothing_runs(town: Town, browser: Browser, sent: Sequence[Sent]) -> None:
    secret, codes = stored(town, sent)
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    ran: list[str] = []

    def heard(dialog: Dialog) -> None:
        ran.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", heard)
    page.goto(f"{town.base}/drafts/{secret}")
    for one, code in zip(sent, codes, strict=True):
        url = f"{town.base}/draft/papers/{code}"
        _at_the_top(page, url, one)
        _within_a_page(page, town.base, url, one)
        assert ran == [], one.id
    context.close()


def _at_the_top(page: Page, url: str, one: Sent) -> None:
    """Typed into the address bar, or opened in a tab: it is saved, the page stays."""
    before = page.url
    try:
        with page.expect_download(timeout=10_000) as saved:
            _goes(page, url)
    except Error as error:
        raise AssertionError(f"{one.id}: {error}") from error
    assert saved.value.suggested_filename, one.id
    assert page.url == before, one.id


def _goes(page: Page, url: str) -> None:
    try:
        page.goto(url)
    except Error as error:  # playwright says that a download is no page
        if "Download is starting" not in str(error) and "ERR_ABORTED" not in str(error):
            raise


def _within_a_page(page: Page, base: str, url: str, one: Sent) -> None:
    """In a frame, an object, an embed, a picture, a script and a sheet of a page of our own that forbids nothing."""
    page.route(
        f"{base}/attack",
        lambda route: route.fulfill(body=ATTACK.format(url=url), content_type="text/html"),
    )
    page.goto(f"{base}/attack", wait_until="load")
    shown = [frame for frame in page.frames[1:] if frame.url == url]
    assert shown == [], one.id
    page.unroute(f"{base}/attack")
    page.goto(f"{base}/help")


def test_nothing_of_a_stored_file_runs_or_is_shown(town: Town, browser: Browser) -> None:
    by_id = {one.id: one for one in corpus()}
    nothing_runs(town, browser, [by_id[id_] for id_ in HOSTILE])


@pytest.mark.deep
def test_nothing_of_the_whole_corpus_runs_or_is_shown(town: Town, browser: Browser) -> None:
    nothing_runs(town, browser, [one for one in corpus() if len(one.content) < 5_000_000])
