"""Makes docs/data-map.md from records/data-map.toml, so that the page can't tell another story."""

from pathlib import Path

from records import datamap
from records.datamap import Rule

PAGE = Path(__file__).resolve().parent.parent / "docs/data-map.md"
MARKS = {
    "read": "read",
    "memory": "from memory, to be looked up",
    "proposal": "this box's proposal",
}
WHO = {"organiser": "people who file", "staff": "people of the office", "anyone": "both"}
HEAD = """# What is held about people

Made from [records/data-map.toml](../records/data-map.toml) by `python -m scripts.data_map_page`; correct it there.
A city changes months in `VECHE_HOME/data-map.toml`; how, and what a lawyer should look at first, is told in
[how-to/keep-and-erase.md](how-to/keep-and-erase.md). No period here was confirmed by a lawyer of your city.
"""


def kept(rule: Rule) -> str:
    """How long, in words."""
    if rule.months is not None:
        return f"{rule.months} months since {rule.since.en}"
    if rule.hours is not None:
        return f"{rule.hours} hours since {rule.since.en}"
    return "stays"


def page() -> str:
    """The whole page."""
    found = datamap.load()
    lines = [
        HEAD,
        "| about | what | why | how long | what erases it | columns |",
        "|---|---|---|---|---|---|",
    ]
    for line in found.lines:
        columns = ", ".join(f"`{name}`" for name in line.columns)
        lines.append(
            f"| {WHO[line.about]} | {line.what.en} | {line.why.en}. Ground: {line.ground.name} "
            f"| {kept(line.rule)} | {line.rule.by.en} | {columns} |"
        )
    lines += ["", "## Grounds", "", "| ground | text | how sure |", "|---|---|---|"]
    for one in dict.fromkeys(line.ground for line in found.lines):
        lines.append(f"| {one.name} | {one.text.en} | {MARKS[one.mark]} |")
    lines += [
        "",
        "## Never before",
        "",
        (
            f"Nothing of a notice is erased while it is open, while it is held, and for {found.appeal_months} months after "
            f"its answer ({found.appeal.en}), or longer where its law says so."
        ),
        "",
        "## What names nobody",
        "",
        "| columns | because |",
        "|---|---|",
    ]
    reasons = dict.fromkeys(found.plain.values())
    for reason in reasons:
        columns = ", ".join(f"`{name}`" for name, why in found.plain.items() if why == reason)
        lines.append(f"| {columns} | {reason} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
