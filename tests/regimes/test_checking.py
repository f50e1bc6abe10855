"""What `veche regimes check` finds in a copy that was broken once: each promise of a file of law, and all at a time."""

import pytest

from regimes import shelf, words
from regimes.fault import Fault
from regimes.reading import read_regime
from workflow.policy import POLICY

BODY = (shelf.FOLDER / "ru-moscow-assembly.2022-12-05.toml").read_text("utf-8")
BOTH = '{ en = "A", ru = "А" }'
SOURCE = 'source = { act = "Veche", article = "1", mark = "design" }\n'
END = "\n[signature]"


def faults(*changes: tuple[str, str]) -> dict[str, str]:
    """The problems of a copy with these changes, by key."""
    body = BODY
    for old, new in changes:
        assert old in body, old
        body = body.replace(old, new)
    try:
        read_regime("copy.toml", body)
    except Fault as error:
        return {fault.key: fault.problem for fault in error.all}
    return {}


def added(text: str) -> tuple[str, str]:
    """A part more, before the signature."""
    return END, f"\n{text}{END}"


LOOP = f"""
[[stages]]
name = "round"
awaits = "authority"
title = {BOTH}
public = {BOTH}
[[moves]]
name = "go-round"
verb = "ask"
from = ["registered", "round"]
to = "round"
by = ["officer"]
title = {BOTH}
effect = {BOTH}
"""
ORDER = f'[[blocking_orders]]\nid = "o"\ninput = "order"\ntitle = {BOTH}\ntext = {BOTH}\nby = {BOTH}\narea = {BOTH}\n{SOURCE}'
INPUT = f'[inputs.order]\ntype = "flag"\ntitle = {BOTH}\n{SOURCE}'
FORK = f'[[variants]]\nname = "again"\nwhen = {{ given = "special_place" }}\nexempt = true\ntext = {BOTH}\n{SOURCE}'

BROKEN: dict[str, tuple[list[tuple[str, str]], str, str]] = {
    # what is broken: (changes, key, a part of what is said)
    "a stage from which the road never ends": ([added(LOOP)], "stages[round]", "dead end"),
    "a move without a holder": ([('by      = ["system"]', "by      = []")], "moves[lapse-agreed].by", "nobody"),
    "a signature by an officer": ([('by      = ["signatory"]', 'by      = ["officer"]')], "moves[release-refused].by", "made by signatory"),
    "a release by the preparer alone": (
        [('"decision_ready", "signer_has_power", "signer_is_not_preparer"]', '"decision_ready", "signer_is_not_preparer"]')],
        "moves[release-refused].only_if", "signer_has_power",
    ),
    "a lapse before its time": ([('only_if = ["window_kept", "authority_due_past"]', 'only_if = ["window_kept"]')], "moves[lapse-agreed].only_if", "authority_due_past"),
    "a draft given for signature half done": ([('to      = "for-signature"\nonly_if = ["decision_ready"]', 'to      = "for-signature"')], "moves[submit].only_if", "decision_ready"),
    "a clock without a consequence": ([('on_expiry  = "lapse-declined"\n', "")], "clocks.organiser_reply.on_expiry", "nothing_follows"),
    "a clock with and without one": ([('on_expiry  = "lapse-declined"', 'on_expiry  = "lapse-declined"\nnothing_follows = true')], "clocks.organiser_reply.on_expiry", "nothing_follows"),
    "a clock that nobody has": ([('"organiser_reply", "answer_after_reply", ', '"organiser_reply", ')], "clocks.answer_after_reply", "no kind"),
    "a window that nobody has": ([('window = "deputy"', 'window = "ordinary"')], "windows.deputy", "no kind"),
    "a window without ends": ([("earliest = 15\nlatest   = 10\n", "")], "windows.ordinary.latest", "at least one end"),
    "a fork that is never reached": ([added(FORK)], "variants[again].when", "comes first"),
    "a variant of no condition": ([('when   = { given = "special_place" }\nwindow', "window")], "variants[special_place].when", "is missing"),
    "an addressee that no rule leads to": ([('to     = "site_manager"', 'to     = "government"')], "addressees.site_manager", "no rule"),
    "a rule after the last": ([("when   = { okrugs_above = 1 }\n", "")], "addressee_rules[3]", "no rule after"),
    "an input of no name": ([('when   = { given = "special_place" }', 'when   = { given = "special" }')], "variants[special_place].when", "declare it"),
    "a value without an input": ([('when   = { given = "special_place" }', 'when   = { equals = "x" }')], "variants[special_place].when.equals", "given"),
    "an order that bars nothing": ([added(ORDER + INPUT)], "blocking_orders[o].input", "blocked"),
    "a count from an invitation that nobody asks for": ([('anchor   = "event_day"', 'anchor   = "announcement"')], "windows.ordinary.anchor", "announced_at"),
    "a limit without an appeal": (
        [('[outcomes.cure]\nletter   = "cure"', '[outcomes.cure]\nletter   = "conditions"'), ('"proposal", "cure", "warning", "not-examined"]', '"proposal", "warning", "not-examined"]')],
        "outcomes.cure", "no appeal",
    ),
    "limits that are not listed": ([('[outcomes.cure]\nletter   = "cure"', '[outcomes.cure]\nletter   = "conditions"')], "outcomes.cure.requires", "conditions"),
    "an invitation to nowhere": ([('[outcomes.cure]\nletter   = "cure"', '[outcomes.cure]\nletter   = "invitation"')], "outcomes.cure.requires", "meeting"),
    "a refusal that rests on nothing": ([("needs_ground = true\n", "")], "outcomes.refused.needs_ground", "grounds"),
    "a refusal whose letter is silent on appeal": ([('requires     = ["ground", "facts", "measures"]\nprints       = ["appeal"]', 'requires = ["ground", "facts", "measures"]')], "outcomes.refused.prints", "appeal"),
    "an appeal counted from nowhere": ([('from         = "learning"\n', "")], "appeals[court].from", "counted"),
    "words of a letter that is none": ([('name   = "registered"\n', f'name   = "registered"\nwords = {{ heading = {BOTH} }}\n')], "stages[registered].words", "no letter"),
    "a word that no letter has": ([("[outcomes.cure.words]\n", f"[outcomes.cure.words]\nending = {BOTH}\n")], "outcomes.cure.words.ending", "not a key"),
    "a place in a sentence that no letter fills": ([("предлагаем изменить {what}.", "предлагаем изменить {place}.")], "outcomes.proposal.words.opening", "{place} is no place"),
    "a place that this letter does not fill": ([("[outcomes.cure.words]\n", '[outcomes.cure.words]\nopening = { en = "{what}", ru = "А" }\n')], "outcomes.cure.words.opening", "it knows office"),
    "a court that is misspelt": ([("{court:", "{cort:")], "appeals[court].letter", "higher_body"),
    "a paper of no name": ([('optional = ["route_map", "vehicles"]', 'optional = ["plan"]')], "kinds.march.papers", "plan"),
    "a paper that nobody asks for": ([('"owner_consent", "copy"]', '"owner_consent"]')], "attachments.copy", "no kind"),
    "a language that is none": ([('language   = "ru"', 'language   = "martian"')], "regime.language", "martian"),
    "a kind without a name in the law's own language": ([('language   = "ru"', 'language   = "de"')], "kinds.rally.name.de", "own name"),
    "a stage that waits for nobody": ([('name   = "review"\nawaits = "authority"', 'name   = "review"\nawaits = "nobody"')], "stages[review].awaits", "waits"),
    "no end at all": ([("final  = true\n", "")], "stages", "never ends"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_promise_is_found_with_its_key(what: str) -> None:
    changes, key, said = BROKEN[what]
    found = faults(*changes)
    assert key in found, found
    assert said in found[key]


def test_the_shipped_file_keeps_every_promise() -> None:
    assert faults() == {}


def test_every_fault_is_named_at_once_and_none_twice() -> None:
    found = faults(
        ('{ en = "Purpose", ru = "Цель" }', '{ en = "Purpose" }'),
        ("latest   = 10", 'latest   = "ten"'),
        ('window = "deputy"', 'window = "deputies"'),
        ('verb    = "register"', 'verb    = "stamp"'),
        ("needs_ground = true\n", ""),
        ("[road]\n", "[rood]\n"),
    )
    assert list(found) == [
        "road",
        "questions.purpose.title.ru",
        "windows.ordinary.latest",
        "moves[register].verb",
        "rood",
        "kinds.deputy_meeting.window",
        "windows.deputy",
        "outcomes.refused.needs_ground",
        "grounds",
    ]


def test_who_may_do_a_verb_is_what_the_policy_says() -> None:
    people = set(words.ROLES)
    for verb in words.VERBS:
        assert set(words.MAKERS[verb]) == POLICY[f"notice.{verb}"][0] & people - NEVER.get(
            verb, set()
        )


NEVER = {
    # the policy asks whether they belong to the notice; a regime never names these
    verb: {"secretary", "administrator", "signatory"}
    for verb in ("return", "decline", "withdraw", "cancel", "amend", "counter")
}


def test_a_slip_of_the_pen_is_answered_with_what_was_meant() -> None:
    found = faults(("latest   = 10", "latst   = 10"), ('window = "deputy"', 'window = "deputies"'))
    assert found["windows.ordinary.latst"].endswith("did you mean 'latest'?")
    assert "ordinary, picket, deputy, site" in found["kinds.deputy_meeting.window"]


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ('"review", "preparing", "for-signature"]\non_expiry  = "lapse-agreed"', '"review"]\non_expiry  = "lapse-agreed"', "clocks.proposal.pending_in", "would end there unseen"),
        ('timezone   = "Europe/Moscow"', 'timezone   = "Europe"', "regime.timezone", "not a zone"),
        ('timezone   = "Europe/Moscow"', 'timezone   = "localtime"', "regime.timezone", "not a zone"),
        ("days_before = 1", "days_before = 1000000", "consulting.days_before", "from 0 to"),
        ("attendance_above = 5000", "attendance_above = 100000000000000000000000000000", "attendance_above", "from 0 to"),
        ('name   = "preparing"\n', 'name   = "preparing"\nheld_by = "martians"\n', "stages[preparing].held_by", "neither addressee nor a body"),
        ("[kinds.rally]", '[kinds."x.rally"]', "kinds.x.rally", "is no name"),
        ('side       = "organiser"\nstarts     = "receipt"', 'side       = "organiser"\nstarts     = "answer"', "clocks.organiser_reply.starts", "organiser's own reply"),
        ('[clocks.proposal]\nside       = "authority"\nstarts     = "receipt"', '[clocks.proposal]\nside       = "authority"\nstarts     = "request"', "clocks.proposal.starts", "only a clock of the organiser"),
        ('[clocks.proposal]\nside       = "authority"\nstarts     = "receipt"\nanchor     = "receipt"', '[clocks.proposal]\nside       = "authority"\nstarts     = "receipt"\nanchor     = "request"', "clocks.proposal.anchor", "counts from 'request' but starts at 'receipt'"),
        ('side       = "organiser"\nstarts     = "receipt"\nanchor     = "event_day"\nunit       = "calendar_day"\nbefore     = 3\npending_in = ["proposed", "cure-asked"]', 'side       = "organiser"\nstarts     = "request"\nanchor     = "request"\nunit       = "calendar_day"\nafter      = 3\npending_in = ["proposed", "review"]', "clocks.organiser_reply.pending_in", "would never begin there"),
    ],
)  # fmt: skip
def test_a_slip_that_would_be_believed_to_work_is_named(
    old: str, new: str, key: str, said: str
) -> None:
    assert old in BODY
    with pytest.raises(Fault) as caught:
        read_regime("slip", BODY.replace(old, new))
    found = [one for one in caught.value.all if one.key.endswith(key) and said in one.problem]
    assert found, [str(one) for one in caught.value.all]
