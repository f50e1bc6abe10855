"""What a restore did and what is known to be lost, in plain words for the person at the machine."""

from datetime import datetime
from zoneinfo import ZoneInfo

from records.backups.outside import Checkpoint
from web.restores import Report
from web.telling import counted


def told(report: Report, checkpoint: Checkpoint | None, zone: ZoneInfo, witness: str = "") -> str:
    """The whole report. `witness` is the folder of checkpoints, where the city has one."""
    chain = report.checked.manifest.chain
    taken = datetime.fromisoformat(report.checked.head.taken_at)
    notices = report.checked.manifest.tables.get("notices", 0)
    lines = [
        f"The city is back as it was at {_said(taken, zone)}.",
        f"It holds {counted(notices, 'notice')} and {counted(chain['size'], 'entry', 'entries')} of the log.",
        *_lost(report, checkpoint),
        "",
        "What is so now:",
        "- Everybody signs in anew. Passwords, posts and switched-off accounts are those of that moment:",
        "  look through `veche person list` for what was changed since.",
        "- Numbers of notices and letters go on 1,000 further: those given out since stand on paper.",
        f"- {counted(report.held, 'mail or letter waits', 'mails and letters wait')}, having perhaps been sent already:",
        "  `veche outbox list`, then `veche outbox release`. Mails that let people in are not held.",
    ]
    if report.erased:
        done = counted(report.erased, "erasure", "erasures")
        lines.append(f"- What was erased after the backup was erased again: {done}.")
    if witness:
        lines += [
            f"- {witness} may hold checkpoints of what was lost; nothing is written there until you move",
            "  its files into a folder beside it. Keep them: they prove what was lost.",
        ]
    if report.aside:
        lines.append(f"- The city that was here before is put aside as {report.aside}.")
    return "\n".join(lines)


def _lost(report: Report, checkpoint: Checkpoint | None) -> list[str]:
    size = int(report.checked.manifest.chain["size"])
    newest = max(report.newest, checkpoint.size if checkpoint else 0)
    lines = []
    if report.journal:
        count = len(report.refiled)
        lines.append(
            f"Filed again from the receipt journal, with their first number and time: {count}"
            + (
                f" ({', '.join(report.refiled[:20])}{' ...' if count > 20 else ''})."
                if count
                else "."
            )
        )
        if report.papers:
            lines.append(
                f"Papers that came back with them, each proved by its hash: {report.papers}."
            )
        lines += [
            f"Papers NOT put back, to be asked for again from its organiser: {one}"
            for one in report.lacking
        ]
        lines += [f"NOT filed again, to be entered by hand: {one}" for one in report.failed]
    else:
        lines.append("There was no receipt journal: notices filed after that moment are lost.")
    if report.fits is False:
        lines.append(
            "The checkpoint does NOT fit this log: it was changed before the backup, or is another city's."
        )
    if report.fits:
        lines.append("The checkpoint fits: the log up to it is what it was.")
    if newest > size:
        lines.append(
            f"Known to be lost: entries {size + 1} to {newest} of the log at least. All that was done after "
            "that moment and was no filing (registrations, answers, decisions, letters) is to be done again."
        )
    else:
        lines.append(
            "What was done after that moment and was no filing is lost; nothing at hand says how much."
        )
    return lines


def _said(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S %Z}"
