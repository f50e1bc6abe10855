"""What may be done in one place only, and what may be done nowhere."""

import re

import pytest

from tests.house import homes
from tests.house.files import code, ours, read
from tests.house.homes import Home, text_faults

HOMES = {
    "stage": (
        Home(
            "writes a stage",
            homes.writes_attribute("stage"),
            {
                "workflow/arcs.py": "policy, machine, log and stage in one breath",
                "workflow/pleas.py": "the same for objections and complaints",
                "records/unit_of_work.py": "puts two moves of one unit in the order of their log",
            },
        ),
        "def f(notice):\n    notice.stage = 'agreed'\n",
    ),
    "commit": (
        Home(
            "commits",
            homes.calls_method("commit"),
            {
                "records/unit_of_work.py": "leaving the block saves, raising in it saves nothing",
                "records/migrate.py": "a migration is one transaction of its own",
            },
        ),
        "session.commit()\n",
    ),
    "trigger": (
        Home(
            "asks the state machine",
            homes.calls_method("trigger"),
            {"workflow/machine.py": "a token answers, no row is ever half moved"},
        ),
        "machine.events['x'].trigger(token)\n",
    ),
    "clock": (
        Home(
            "reads the machine's clock",
            homes.names_dotted(
                "datetime.now",
                "datetime.utcnow",
                "datetime.today",
                "date.today",
                "time.time",
                "time.time_ns",
            ),
            {"web/work.py": "everything else is given its clock, so a test can set it"},
        ),
        "import datetime\nx = datetime.datetime.now(tz)\n",
    ),
    "populate": (
        Home("copies a form into an object", homes.calls_method("populate_obj")),
        "form.populate_obj(notice)\n",
    ),
    "markup": (
        Home(
            "marks text as safe HTML",
            homes.names("Markup"),
            {
                "letters/page.py": "the QR code's own SVG; the text in it is escaped by letters/qr.py",
                "web/kept.py": "pieces that templates of ours made a moment ago",
                "web/ground.py": "maps that places/drawing.py drew, every name in them escaped",
                "web/i18n.py": "sentences of our own catalogue, as Jinja marks them; what fills them is escaped",
            },
        ),
        "from markupsafe import Markup\nx = Markup(text)\n",
    ),
    "secrets": (
        Home(
            "reaches into the folder of keys",
            homes.joins_path("secrets"),
            {
                "web/settings.py": "makes the folder, hands out keys by purpose; none comes from a database",
                "web/commands_secrets.py": "tells how old a file of keys is, makes new keys",
                "web/doctor.py": "looks whether a file of keys is there",
                "web/storing.py": "reads the key of the store of papers",
                "web/sealing.py": "makes and names the certificate of a demo city",
                "web/backing_up.py": "reads the keys that seal a backup",
                "web/commands_backup.py": "seals the keys for a safe place apart from backups",
                "web/commands_restore.py": "puts the keys of a lost city back",
            },
        ),
        'key = (home / "secrets" / "totp").read_text()\n',
    ),
    "weasyprint": (
        Home(
            "imports weasyprint",
            homes.imports("weasyprint"),
            {"letters/press/setting.py": "runs in the press process, with its limits and its shelf"},
        ),
        "from weasyprint.urls import URLFetcher\n",
    ),
    "external": (
        Home("builds an address from the Host header", homes.passes_keyword("_external")),
        "url_for('x', _external=True)\n",
    ),
    "inside": (
        Home("imports inside a function", homes.imports_inside_functions),
        "def f():\n    import json\n    return json\n",
    ),
    "days": (
        Home(
            "counts with a calendar as it was when the rulebook was made",
            homes.names_dotted("rulebook.calendar_of"),
            {
                "workflow/prechecking.py": "nothing is stored, so there is no unit to ask",
                "web/clock_cases.py": "the command has no database",
                "web/commands_law.py": "a check of files has no database",
            },
        ),
        "def f(rulebook, regime):\n    return rulebook.calendar_of(regime)\n",
    ),
    "event": (
        Home("calls a thing just `event`: the notified one, or something that happened?",
             homes.calls_itself("event")),
        "def f(event):\n    return event\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOMES)
def test_a_deed_is_done_in_its_home_only(name: str) -> None:
    home, _ = HOMES[name]
    found = [fault for path in code() for fault in home.faults(path, read(path))]
    assert found == []


@pytest.mark.parametrize("name", HOMES)
def test_each_rule_finds_its_bad_sample(name: str) -> None:
    home, bad = HOMES[name]
    assert home.faults("desk/planted.py", bad) != []
    for path in home.only:
        assert home.faults(path, bad) == []


def test_a_home_that_is_named_exists() -> None:
    gone = [path for home, _ in HOMES.values() for path in home.only if path not in code()]
    assert gone == []


TEMPLATE_RULES = {
    "our pages never switch escaping off": (
        re.compile(r"\|\s*safe\b|\{%-?\s*autoescape\s+false", re.IGNORECASE),
        "{{ text | safe }}",
    ),
    "addresses come from the settings, never from the Host header": (
        re.compile(r"_external\s*=\s*[Tt]rue"),
        "{{ url_for('x', _external=true) }}",
    ),
}
PAGE_RULES = {
    "the content security policy forbids inline style": (
        re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
        '<p style="color: red">',
    ),
    "the content security policy forbids inline scripts": (
        re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
        '<button onclick="go()">',
    ),
}


def _template_faults(path: str, text: str) -> list[str]:
    bare = re.sub(
        r"\{#.*?#\}", lambda found: "\n" * found.group(0).count("\n"), text, flags=re.DOTALL
    )
    rules = dict(TEMPLATE_RULES)
    if not path.startswith(("templates/letters/", "templates/mail/")):
        rules |= PAGE_RULES  # a letter has no browser; its style is its own
    return [
        fault for rule, (bad, _) in rules.items() for fault in text_faults(rule, bad, path, bare)
    ]


def test_templates_keep_the_rules_of_pages() -> None:
    found = [
        fault
        for path in ours(".html", ".jinja", ".txt", under=("templates",))
        for fault in _template_faults(path, read(path))
    ]
    assert found == []


@pytest.mark.parametrize("rule", [*TEMPLATE_RULES, *PAGE_RULES])
def test_each_template_rule_finds_its_bad_sample(rule: str) -> None:
    _, bad = (TEMPLATE_RULES | PAGE_RULES)[rule]
    assert any(rule in fault for fault in _template_faults("templates/desk/planted.html", bad))
