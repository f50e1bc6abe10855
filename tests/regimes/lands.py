"""Small made-up files: what the engine counts and no file of the box needs, and lands that are not in the box."""

BOTH = '{{ en = "{0}", ru = "{0}" }}'
SOURCE = 'source = { act = "An act", article = "1", mark = "memory" }\n'


def text(words: str) -> str:
    """The same words in both languages."""
    return BOTH.format(words)


def clock(name: str, body: str) -> str:
    """A clock of the authority with a body of its own."""
    return (
        f'[clocks.{name}]\nside = "authority"\nstarts = "receipt"\npending_in = ["received"]\nnothing_follows = true\n'
        f"title = {text('Answer')}\ntext = {text('The rule')}\nsilence = {text('Nothing')}\n{SOURCE}{body}\n"
    )


def addressee(name: str, rule: str = "") -> str:
    """An addressee and the rule that leads to it."""
    return (
        f"[addressees.{name}]\nname = {text(name)}\n{SOURCE}"
        f'[[addressee_rules]]\nto = "{name}"\ntext = {text(name)}\n{SOURCE}{rule}\n'
    )


def kinds(*names: str, window: str = "only", clocks: str = "[]", exempt: bool = False) -> str:
    """Kinds that share a window, or need no notice."""
    rest = "exempt = true" if exempt else f'window = "{window}"\nclocks = {clocks}'
    return "".join(
        f"[kinds.{name}]\n{rest}\nname = {text(name)}\nhelp = {text(name)}\n{SOURCE}"
        for name in names
    )


def window(body: str, name: str = "only") -> str:
    """A window with limits of its own."""
    return f"[windows.{name}]\n{body}\ntext = {text('The rule')}\n{SOURCE}"


def variant(name: str, body: str) -> str:
    """What an input changes."""
    return f'[[variants]]\nname = "{name}"\ntext = {text(name)}\n{SOURCE}{body}\n'


def input_(name: str, type_: str = "flag") -> str:
    """A fact that conditions look at."""
    return f'[inputs.{name}]\ntype = "{type_}"\ntitle = {text(name)}\n{SOURCE}'


def verdicts(in_window: str = "", too_late: str = "", blocked: str = "") -> str:
    """What follows in law, each with fields of its own."""
    bodies = {
        "in_window": in_window,
        "too_early": "",
        "too_late": too_late,
        "exempt": "",
        "blocked": blocked,
    }
    return "".join(
        f"[verdicts.{name}]\ntext = {text(name)}\n{SOURCE}{body}\n" for name, body in bodies.items()
    )


ROAD = f"""
[road]
{SOURCE}
[[stages]]
name = "received"
awaits = "authority"
title = {text("Received")}
public = {text("Received")}
[[stages]]
name = "closed"
awaits = "nobody"
final = true
title = {text("Closed")}
public = {text("Closed")}
[[moves]]
name = "close"
verb = "withdraw"
from = ["received"]
to = "closed"
by = ["organiser"]
title = {text("Close")}
effect = {text("Closed")}
"""


def regime(id_: str, zone: str, *parts: str, said: str = "") -> str:
    """A whole file. Top-level keys first, then the parts as they come."""
    head = (
        f'[regime]\nid = "{id_}"\ntimezone = "{zone}"\nvalid_from = 2020-01-01\nlanguage = "en"\ncalendar = "ru"\n'
        f'initial = "received"\ntitle = {text(id_)}\ntext = {text("A land")}\nsilence = {text("Nothing")}\n{SOURCE}'
    )
    asked = f'[questions.purpose]\ntitle = {text("Purpose")}\n{SOURCE}[asked_of_every_kind]\nrequired = ["purpose"]\n{SOURCE}'
    signed = f'[signature]\nways = ["typed_name"]\ndeclaration = {text("True")}\n{SOURCE}'
    return head + asked + signed + (said or verdicts()) + "".join(parts) + ROAD


WORKING = regime(
    "working-days",
    "Europe/Moscow",
    kinds("fair", clocks='["answer"]'),
    window('anchor = "event_day"\nunit = "working_day"\nlatest = 5'),
    clock("answer", 'anchor = "receipt"\nunit = "working_day"\nafter = 2'),
    addressee("town_hall"),
)
LANDS = (WORKING,)
