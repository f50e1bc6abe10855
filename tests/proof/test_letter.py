"""Is a letter genuine, by its file alone: what a reader is told, and what no file can do to the reader."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner

from letters import press
from letters.attached import encoded
from letters.specimens import specimen
from proof import known, letter, note
from proof import pdf as pdf_objects
from proof.known import Known
from proof.words import SENTENCES, STATES
from records import tree
from records.signed_notes import Signer
from scripts import letter_schema
from tests.proof import second
from tests.proof.hostile_pdfs import DRAWN, UNREADABLE, drawing, packed
from web.commands_letters import letters

SIGNER = Signer("veche.example/log", "5e" * 32)
LEAVES = [f"{number:064x}" for number in range(1, 41)]


def checkpoint(size: int, signer: Signer = SIGNER) -> str:
    return signer.sign(size, second.fold([bytes.fromhex(one) for one in LEAVES[:size]]).hex())


def has(
    *checkpoints: str, keys: tuple[str, ...] = (SIGNER.key,), proof: list[str] | None = None
) -> Known:
    """What a reader has."""
    points = [one for text in checkpoints for one in note.parse(text, "mine", [])]
    return Known(
        [], list(keys), points, [bytes.fromhex(one) for one in proof] if proof is not None else None
    )


def findings(pdf: bytes, mine: Known | None = None) -> dict[str, str]:
    """What is looked at -> the sentence."""
    return {one.about: one.sentence for one in letter.examine(pdf, mine or Known())[1]}


@pytest.fixture(scope="module")
def refusal() -> bytes:
    """A refusal in Russian with the state of a log of 30 entries on it."""
    made = specimen("refused", "ru")
    return press.pdf(replace(made, head=replace(made.head, checkpoint=checkpoint(30)))).pdf


def edited(pdf: bytes, change: Callable[[dict[str, Any]], Any]) -> bytes:
    """The letter with another decision enclosed, saved by another program."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        spec = opened.Root.AF[0]
        said = json.loads(spec.EF.F.read_bytes())
        said = change(said) or said
        spec.EF.F.write(said if isinstance(said, bytes) else json.dumps(said).encode())
        out = io.BytesIO()
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def test_an_unsigned_letter_agrees_with_itself_and_is_not_proved(refusal: bytes) -> None:
    verdict, _, said = letter.examine(refusal, has(checkpoint(30)))
    assert verdict == "unproved"
    assert said["letter"]["number"] == specimen("refused", "ru").head.number
    assert findings(refusal, has(checkpoint(30))) == {
        "signature": "signature-none",
        "decision": "decision-fits",
        "page": "page-same",
        "checkpoint": "checkpoint-signed",
        "newest": "newest-same",
    }


def test_every_kind_of_letter_is_read(refusal: bytes) -> None:
    """Whatever the kinds say is in the schema of the stick, in any language."""
    assert letter_schema.STICK.read_text("utf-8") == letter_schema.packed()
    receipt = press.pdf(specimen("receipt", "en")).pdf
    assert findings(receipt) == {"signature": "signature-none", "decision": "decision-none"}
    for kind, language in (("conditions", "en"), ("proposal", "ru")):
        made = encoded(specimen(kind, language))
        assert findings(edited(refusal, lambda _, made=made: made))["decision"] == "decision-fits"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("change", "about", "sentence"),
    [
        (lambda said: said["letter"].update(number="ДПМ-1/26"), "page", "page-other"),
        (lambda said: said["letter"].update(day="2026-12-17"), "page", "page-other"),
        (lambda said: said["letter"].update(check_code="0" * 12), "page", "page-other"),
        (lambda said: said["notice"].update(number="26-9999"), "page", "page-other"),
        (lambda said: said.update(specimen=True), "decision", "decision-specimen"),
        (lambda said: said["says"].update(more=1), "decision", "decision-form"),
        (lambda said: said["letter"].update(day="16.12.2026"), "decision", "decision-form"),
        (lambda said: said.update(form="veche-letter/2"), "decision", "decision-new"),
        (lambda said: said.update(checkpoint="no checkpoint"), "checkpoint", "checkpoint-form"),
        (lambda said: said.update(checkpoint=checkpoint(31)), "checkpoint", "checkpoint-page"),
        (lambda said: said.update(checkpoint=""), "checkpoint", "checkpoint-none"),
        (lambda said: json.dumps(said).encode().replace(b"{", b'{"form": "x",', 1), "decision", "decision-form"),
        (lambda _: b"[" * 100_000, "decision", "decision-form"),
        (lambda _: b"\xff\xfe", "decision", "decision-form"),
    ],
)  # fmt: skip
def test_a_decision_that_the_pages_do_not_bear_is_found(
    refusal: bytes, change: Callable[[dict[str, Any]], Any], about: str, sentence: str
) -> None:
    pdf = edited(refusal, change)
    assert findings(pdf, has())[about] == sentence
    gentle = sentence in {"decision-new", "checkpoint-none"}
    assert letter.examine(pdf, has())[0] == ("unproved" if gentle else "wrong")


def test_the_state_of_the_log_is_the_citys_or_it_is_said(refusal: bytes) -> None:
    other = Signer("veche.example/log", "5f" * 32)
    forged = SIGNER.sign(30, second.fold([bytes.fromhex(one) for one in LEAVES[:30]]).hex())
    damaged = forged[:-6] + ("A" if forged[-6] != "A" else "B") + forged[-5:]
    unsigned = edited(refusal, lambda said: said.update(checkpoint=damaged))

    assert findings(refusal, has(keys=()))["checkpoint"] == "checkpoint-unchecked"
    assert findings(refusal, has(keys=(other.key,)))["checkpoint"] == "checkpoint-key"
    assert findings(unsigned, has())["checkpoint"] == "checkpoint-untrue"
    assert letter.examine(unsigned, has())[0] == "wrong"


def test_the_log_of_the_letter_is_one_with_what_the_reader_has(refusal: bytes) -> None:
    """The reader's may be older or newer; between two sizes only a proof tells."""
    proof = {new: tree.consistency(LEAVES[: max(30, new)], min(30, new)) for new in (8, 40)}
    stranger = Signer("other.example/log", "5e" * 32)
    fork = SIGNER.sign(30, "ab" * 32)
    wrong = [*proof[40][:-1], "00" * 32]

    def says(mine: Known) -> str:
        return findings(refusal, mine)["newest"]

    assert says(has()) == "newest-none"
    assert says(has(checkpoint(40, stranger))) == "newest-log"
    assert says(has(checkpoint(40))) == says(has(checkpoint(8))) == "newest-apart"
    assert says(has(checkpoint(40), proof=proof[40])) == "newest-proved"
    assert says(has(checkpoint(8), proof=proof[8])) == "newest-proved"
    assert says(has(checkpoint(40), proof=wrong)) == "newest-unproved"
    assert says(has(checkpoint(40), fork)) == "newest-other"
    assert letter.examine(refusal, has(checkpoint(40), fork))[0] == "wrong"


def test_what_was_added_after_a_letter_was_made_is_found(refusal: bytes) -> None:
    """A second table at the end, as every editor of PDF writes it: here one that changes nothing."""
    last = int(refusal.rstrip().rsplit(b"\n", 2)[1])
    trailer = b"trailer\n<</Root 2 0 R /Size 1 /Prev %d>>" % last
    more = b"xref\n0 0\n" + trailer + b"\nstartxref\n%d\n%%%%EOF\n" % len(refusal)
    assert findings(refusal + more)["file"] == "revised"
    assert letter.examine(refusal + more, Known())[0] == "wrong"


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_hostile_file_ends_in_a_sentence(name: str) -> None:
    pdf, why = UNREADABLE[name]
    verdict, found, _ = letter.examine(pdf, Known())
    assert verdict == "wrong"
    assert dict(found[0].values).get("why") == why
    assert SENTENCES[why][1] in letter.told(verdict, found, {}, "ru")


@pytest.mark.parametrize("name", DRAWN)
def test_a_hostile_page_ends_in_a_sentence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn, why = DRAWN[name]
    monkeypatch.setattr(
        pdf_objects, "MOST_TOKENS", 30_000
    )  # twice a letter's; seconds less to wait
    pdf = drawing(packed(drawn), encoded(specimen("refused", "ru")))
    verdict, found, _ = letter.examine(pdf, Known())
    assert verdict == "wrong"
    assert why in {dict(one.values).get("why") for one in found}


def test_a_file_can_say_nothing_to_the_terminal(refusal: bytes) -> None:
    """What a file says of itself is printed as one plain line."""
    evil = "\x1b[2J\x1b[1;1HGENUINE\n\u202e"

    def change(said: dict[str, Any]) -> None:
        said["letter"].update(check_url=evil, number=evil)

    verdict, found, said = letter.examine(edited(refusal, change), has())
    printed = letter.told("unproved", found, said, "en")
    assert verdict == "wrong"
    assert not any(evil[at] in printed.replace("\n", "") for at in (0, -2, -1))


def test_the_command_and_the_stick_say_one_thing(
    refusal: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One file from the city's page, a folder of mails, a proof; 0, 1, 2 and 3 for a script; words and JSON."""
    pdf, city, proof = tmp_path / "letter.pdf", tmp_path / "city.txt", tmp_path / "proof.txt"
    pdf.write_bytes(refusal)
    city.write_text(f"The city\n\n{SIGNER.key}\n\n{checkpoint(40)}", "utf-8")
    proof.write_text("\n".join(tree.consistency(LEAVES, 30)) + "\n", "ascii")
    given = [str(pdf), "--city", str(city), "--proof", str(proof)]

    ran = CliRunner().invoke(letters, ["verify", *given, "--lang", "ru"])
    assert letter.main([*given, "--lang", "ru"]) == ran.exit_code == 3
    assert capsys.readouterr().out == ran.output
    assert ran.output.startswith("НЕ ДОКАЗАНО")
    assert SENTENCES["newest-proved"][1].format(old=30, new=40) in ran.output

    assert letter.main([*given, "--json"]) == 3
    said = json.loads(capsys.readouterr().out)
    assert (said["verdict"], said["code"], said["letter"]["notice"]) == ("unproved", 3, "26-0131")
    assert {one["state"] for one in said["findings"]} == set(STATES) - {"wrong"}

    pdf.write_bytes(refusal[:-5])
    assert letter.main(given) == CliRunner().invoke(letters, ["verify", *given]).exit_code == 1
    city.write_text("nothing", "utf-8")
    assert letter.main(given) == CliRunner().invoke(letters, ["verify", *given]).exit_code == 2
    assert letter.main([str(tmp_path / "none.pdf")]) == 2
    assert "neither a certificate nor a key" in capsys.readouterr().err


def test_damaged_keys_of_the_city_are_said(tmp_path: Path) -> None:
    city = tmp_path / "city.txt"
    city.write_text(SIGNER.key.replace("+AY", "+AZ"), "utf-8")
    with pytest.raises(note.Untrue, match="damaged on its way"):
        known.gather([city], [], [], None)
    city.write_text("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "utf-8")
    with pytest.raises(ValueError):
        known.gather([city], [], [], None)
