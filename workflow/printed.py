"""Typed texts as a letter prints them: paragraphs, clauses, people."""

import letters.letter as paper
from records.tables import Decision
from regimes.regime import Regime


def paragraphs(text: str) -> tuple[str, ...]:
    """A typed text as paragraphs: one an empty line or a line break, none empty."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def clause(sentence: str) -> str:
    """A sentence of the law as the end of another: small first letter, no full stop."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def representative(row: Decision) -> paper.Person | None:
    """Who speaks for the office; None where nobody was named."""
    extra = row.extra or {}
    name, phone = extra.get("representative_name", ""), extra.get("representative_phone", "")
    return paper.Person(name=str(name), phone=str(phone)) if name or phone else None


def ground(regime: Regime, row: Decision, locale: str) -> paper.Ground | None:
    """The ground of the closed list, as a letter cites it; None where the decision names none."""
    if row.ground not in regime.grounds:
        return None
    found = regime.grounds[row.ground]
    return paper.Ground(text=clause(found.text.in_(locale)), article=found.cited.in_(locale))


def why(regime: Regime, row: Decision, locale: str) -> tuple[str, ...]:
    """Reasons of the closed list, those typed, and the facts, one paragraph each."""
    listed = [regime.reasons[key].text.in_(locale) for key in row.extra.get("reason_ids", [])]
    return (*listed, *paragraphs(row.reasons), *paragraphs(row.facts))


def measures(row: Decision) -> tuple[paper.Measure, ...]:
    """The milder measures that were weighed."""
    return tuple(
        paper.Measure(measure=item["measure"], found=item["found"], result=item["result"])
        for item in row.measures
    )
