"""The office writes in one language, the organiser reads another: each side is told, and a screen reader speaks it right."""

import pytest

from tests.stories.conftest import Town
from web.tongue import written_in

CURE = {
    "outcome": "cure",
    "items-0-field": "medical",
    "items-0-reason": "No medical post is named",
    "items-0-article": "7(3)(6)",
}
READS = "The organiser reads letters and mails in Russian."
OTHER = "Something here is not written in Russian yet."


def test_who_writes_and_who_reads_are_told_of_the_language(town: Town) -> None:
    reference = town.files(town.person("owner"))  # whose account reads Russian
    orlova = town.prepared(reference)
    page = f"/desk/notices/{reference}/decision"
    orlova.get(page)
    assert READS in orlova.text
    assert OTHER not in orlova.text

    town.writes(orlova, reference, **CURE, facts="Contract No. 12 of 1 March")
    assert OTHER in orlova.get(page).text
    for beside in ("messages", "minutes", "resources"):
        assert READS in orlova.get(f"/desk/notices/{reference}/{beside}").text
    town.moves(orlova, reference, "submit")
    assert town.releases(reference).status_code == 303

    told = town.person("owner", "ru").get(f"/notices/{reference}").text
    assert "Текст органа написан по-английски" in told
    assert '<bdi class="v-asis" lang="en">No medical post is named</bdi>' in told
    same = town.person("owner").get(f"/notices/{reference}").text
    assert "The words of the office are in" not in same
    assert '<bdi class="v-asis">No medical post is named</bdi>' in same


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Договор № 12 от 1 марта", "ru"), ("The contract", "en"), ("№ 12, QR-7", ""), ("", ""), (None, ""),
        ("Зал «Arena Concert Hall of Moscow»", ""), ("Площадь у клуба «Rock»", "ru"),
    ],
)  # fmt: skip
def test_words_tell_their_language(text: str | None, language: str) -> None:
    assert written_in(text) == language
