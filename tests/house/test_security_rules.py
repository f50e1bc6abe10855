"""Rules of safe code that are held by every check, each proved by a bad sample that it must find (S-3).

The rules of bandit run inside ruff (`S` in pyproject.toml); those of this house are in homes.py. What another
house would write as rules for semgrep is said here over the syntax tree, so that it needs no other tool.
"""

import subprocess
import sys

import pytest

from tests.house import homes
from tests.house.files import HOUSE, code, read
from tests.house.homes import Home

BANDIT = {
    # rule of bandit: a sample that must not pass
    "S608": "def f(db, name):\n    db.execute(f\"SELECT * FROM notices WHERE title = '{name}'\")\n",
    "S102": "def f(text):\n    exec(text)\n",
    "S307": "def f(text):\n    return eval(text)\n",
    "S301": "import pickle\n\n\ndef f(raw):\n    return pickle.loads(raw)\n",
    "S324": "import hashlib\n\n\ndef f(raw):\n    return hashlib.md5(raw)\n",
    "S311": "import random\n\n\ndef f():\n    return random.choice('abc')\n",
    "S602": "import subprocess\n\n\ndef f(text):\n    subprocess.run(text, shell=True)\n",
    "S501": "import requests\n\n\ndef f(url):\n    requests.get(url, verify=False, timeout=1)\n",
    "S104": "HOST = '0.0.0.0'\n",
    "S105": "password = 'correct horse battery'\n",
    "S314": "import xml.etree.ElementTree as tree\n\n\ndef f(text):\n    return tree.fromstring(text)\n",
    "S701": "import jinja2\n\nPAGES = jinja2.Environment(autoescape=False)\n",
}


def found_by_ruff(sample: str, path: str = "desk/planted.py") -> set[str]:
    """Rules that ruff names for a file of ours with this text."""
    command = [
        sys.executable,
        "-m",
        "ruff",
        "check",
        "--output-format=concise",
        "--no-cache",
        "--stdin-filename",
        path,
        "-",
    ]
    done = subprocess.run(
        command, input=sample, cwd=HOUSE, capture_output=True, text=True, check=False
    )
    return {line.split(" ")[1] for line in done.stdout.splitlines() if line.startswith(path)}


@pytest.mark.parametrize("rule", BANDIT)
def test_each_rule_of_bandit_finds_its_bad_sample(rule: str) -> None:
    assert rule in found_by_ruff(BANDIT[rule])


def test_a_good_sample_passes() -> None:
    assert found_by_ruff('"""A page."""\n\nNAME = "desk"\n') == set()


OWN = {
    "sends": (
        Home("sends a file by its path", homes.names_dotted("flask.send_file", "flask.send_from_directory")),
        "import flask\n\n\ndef f(path):\n    return flask.send_file(path)\n",
    ),
    "sends by name": (
        Home("sends a file by its path", homes.names("send_file", "send_from_directory"),
             {"web/assets.py": "our own static files, looked up below one folder",
              "public/views.py": "the style sheet of the city's brand, one fixed name"}),
        "from flask import send_file\n\n\ndef f(path):\n    return send_file(path)\n",
    ),
    "typed rows": (
        Home("makes a thing of whatever was typed", homes.unpacks("request", "form", "args", "data")),
        "def f(form):\n    return Notice(**form.data)\n",
    ),
    "typed rows of a request": (
        Home("makes a thing of whatever was typed", homes.unpacks("request", "form", "args", "data")),
        "def f():\n    return Notice(**request.form.to_dict())\n",
    ),
    "triggers": (
        Home("asks a machine by a name that may be anything", homes.calls_method("trigger"),
             {"workflow/machine.py": "the name was looked up among the regime's moves"}),
        "def f(notice, name):\n    notice.trigger(name)\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_nobody_breaks_a_rule_of_the_house(name: str) -> None:
    home, bad = OWN[name]
    assert home.faults("desk/planted.py", bad) != []
    assert [fault for path in code() for fault in home.faults(path, read(path))] == []
