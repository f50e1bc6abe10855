"""A scheme of numbers is checked in words before a letter bears one."""

from pathlib import Path

import pytest

from places import numbering, offices
from places.districts import BadPlaces

OFFICE = """
[[offices]]
code = "{code}"
kind = "addressee"
name = {{ en = "{code}", ru = "{code}" }}
[offices.letterhead]
index = "{index}"
en = {{}}
ru = {{}}
"""


def city(folder: Path, line: str, *indexes: str) -> tuple[offices.OfficeEntry, ...]:
    text = f"[[numbering]]\nfrom = 2027-01-01\n{line}\n" if line else ""
    some = [OFFICE.format(code=f"o{at}", index=index) for at, index in enumerate(indexes)]
    path = folder / "offices.toml"
    path.write_text(text + "".join(some), "utf-8")
    return offices.load(path)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('pattern = "{unit}/{yy}"', "has no {number}, so that two letters would bear the same"),
        ('pattern = "{unit}-{number}"', "begins anew each year and names no {year} or {yy}"),
        ('pattern = "{number}/{yy}"', "names no {unit}, and several offices send letters"),
        ('pattern = "{unit}-{count}/{yy}"', "has the placeholder {count}; there are unit, series"),
        ('pattern = "{unit} {number}/{yy}"', "has other signs than letters, digits"),
        ('pattern = "{unit}-{number}/{yy}<b>"', "has other signs than letters, digits"),
        ('pattern = "{unit}-{number:9}/{yy}"', "gives a width to something else than number"),
        ('pattern = "{unit:2}-{number}/{yy}"', "gives a width to something else than number"),
        ('pattern = "{unit}-{series}-{number}/{yy}"', "names {series}, or has series"),
        ('pattern = "{unit}{unit}{unit}{unit}{unit}{unit}{number}/{yy}"', "more than 40 signs"),
        ("pattern = 7", "is no text"),
        ('pattern = "{unit}-{number}/{yy}"\nrestarts = "monthly"', 'restarts is "year" or "never"'),
        ('pattern = "{unit}-{number}/{yy}"\nwidth = 4', "numbering knows no width"),
    ],
)
def test_a_pattern_that_cannot_number_letters_is_refused(
    tmp_path: Path, line: str, why: str
) -> None:
    with pytest.raises(BadPlaces) as told:
        city(tmp_path, line, "OFFICE-1", "OFFICE-2")
    assert "offices.toml: office o0: " in str(told.value)
    assert why in str(told.value)


def test_two_offices_of_one_index_would_give_the_same_numbers(tmp_path: Path) -> None:
    with pytest.raises(BadPlaces, match="the index A stands with two offices"):
        city(tmp_path, 'pattern = "{unit}-{number}/{yy}"', "A", "A")
    assert "numbering" not in city(tmp_path, "", "A", "A")[0].letterhead  # as it was, so it stays


def test_an_office_alone_needs_no_name_in_its_numbers(tmp_path: Path) -> None:
    (one,) = city(tmp_path, 'pattern = "01-{number:4}/{year}"', "A")
    scheme = one.letterhead["numbering"][0]
    assert scheme["from"] == "2027-01-01"
    given = {"unit": "A", "series": "", "year": 2027}
    assert numbering.filled(scheme, number=38, **given) == "01-0038/2027"  # type: ignore[arg-type]
    assert numbering.filled(scheme, number=12_345, **given) == "01-12345/2027"  # type: ignore[arg-type]
    assert numbering.filled(numbering.DEFAULT, number=38, **given) == "A-38/27"  # type: ignore[arg-type]
