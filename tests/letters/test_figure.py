"""The map of a letter: a figure with its words, made of nothing but shapes, and one page more where it needs it."""

import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from letters import press
from letters.figure import Map, drawn
from letters.letter import from_json
from letters.parts import Unprintable
from letters.specimens import hard, specimen, with_map
from tests.support.verapdf import verdicts

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" ><title>Map</title>'


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "<svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0,0"/></svg>',  # no words
        OPEN + '<image href="https://elsewhere.example/a.png"/></svg>',
        OPEN + '<a xmlns:x="http://www.w3.org/1999/xlink" x:href="file:///etc/passwd"/></svg>',
        OPEN + '<path d="M0,0" style="background:url(https://elsewhere.example)"/></svg>',
        OPEN + "<foreignObject/></svg>",
        OPEN + '<text onclick="alert(1)">a</text></svg>',
        OPEN + "<script>1</script></svg>",
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        + OPEN
        + "<text>&a;</text></svg>",
        '<html xmlns="http://www.w3.org/2000/svg"/>',
        OPEN + "<text>" + "a" * 70_000 + "</text></svg>",
    ],
)
def test_a_picture_of_anything_but_shapes_and_words_holds_the_letter(svg: str) -> None:
    with pytest.raises(Unprintable, match="map of the letter cannot be read"):
        drawn(Map(svg=svg, caption="A map"))


def test_a_letter_with_a_map_is_kept_whole_and_one_without_as_before() -> None:
    letter = with_map(specimen("agreed", "ru"))
    assert from_json(letter.to_json()) == letter
    assert "map" not in specimen("agreed", "ru").to_json()


@pytest.mark.deep  # the press and a Java machine; the suite draws the page in test_wording and test_hostile
def test_the_map_is_a_figure_that_speaks_and_keeps_both_standards(
    tmp_path: Path,
) -> None:
    letters = {
        **{
            kind: with_map(specimen(kind, "ru"))
            for kind in ("agreed", "conditions", "consultation")
        },
        "proposal": dict(hard())["hard-map"],
    }
    made = {name: press.pdf(letter) for name, letter in letters.items()}
    assert {one.pages for one in made.values()} <= {2, 3, 4}
    assert made["proposal"].sha256 == press.pdf(letters["proposal"]).sha256
    assert made["proposal"].sha256 != press.pdf(replace(letters["proposal"], map=None)).sha256
    for name, one in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(one.pdf)
    found = verdicts(sorted(tmp_path.iterdir()))
    assert len(found) == 8
    assert [each for each, verdict in found.items() if not verdict.compliant] == []
    words = subprocess.run(
        ["pdfinfo", "-struct", tmp_path / "proposal.pdf"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "Figure" in words
    with pikepdf.open(tmp_path / "proposal.pdf") as pdf:
        spoken = [
            str(one.Alt)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/Alt" in one
        ]
    assert any("Север вверху" in one and "Прудовый сад, поляна" in one for one in spoken)
