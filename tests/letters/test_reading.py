"""How the press reads a page: as XML where it can, to the same bytes as WeasyPrint's own reading of HTML."""

import json

import pytest
from weasyprint import HTML

from letters.letter import from_json
from letters.page import SAMPLES, page
from letters.press import setting

NAMES = sorted(path.stem for path in SAMPLES.iterdir())


def written(name: str) -> str:
    return page(from_json(json.loads((SAMPLES / f"{name}.json").read_text("utf-8"))))


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_read_as_xml(name: str) -> None:
    assert isinstance(setting.read(written(name), setting.Shelf()), setting.Read)


@pytest.mark.parametrize("name", ["ru-refused", "en-receipt"])
def test_both_ways_of_reading_give_the_same_letter(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_xml = setting.write(setting.lay(written(name), name[:2]), b"same")
    as_html = lambda text, shelf: HTML(string=text, url_fetcher=shelf, base_url="shelf:")  # noqa: E731
    monkeypatch.setattr(setting, "read", as_html)

    assert setting.write(setting.lay(written(name), name[:2]), b"same") == by_xml


@pytest.mark.parametrize("sign", ["\x0c", "<p>", "&nothing;", "\ufffe"])
def test_what_xml_cannot_carry_is_read_as_html(sign: str) -> None:
    odd = written("ru-receipt").replace("</body>", f"{sign}</body>")

    assert not isinstance(setting.read(odd, setting.Shelf()), setting.Read)
