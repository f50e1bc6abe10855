"""The alarms in words: what is so, what it means, what to do. For the mail, the page and the banner."""

from collections.abc import Callable
from datetime import timedelta

from web.filters import span
from web.i18n import gettext as _
from web.i18n import ngettext


def _time(minutes: int) -> str:
    return span(timedelta(minutes=minutes))


def title(name: str) -> str:
    """Name an alarm."""
    words: dict[str, str] = {
        "database": _("The database does not answer"),
        "disk": _("The disk is nearly full"),
        "worker": _("The worker is silent"),
        "outbox": _("Mails and letters wait too long"),
        "certificate": _("Letters can't be signed"),
        "backup": _("There is no fresh backup"),
        "journal": _("The receipt journal can't be written"),
        "checkpoint": _("The log has no fresh checkpoint"),
        "log": _("The log does not hold"),
        "clock": _("The clock of the machine is wrong"),
        "unowned": _("Notices near their deadline lie with nobody"),
        "refusals": _("One account is refused again and again"),
        "scanner": _("Papers are not scanned"),
        "failures": _("Pages fail"),
    }
    return words[name]


def topic(name: str) -> str:
    """Say what is watched, in a word or two."""
    words: dict[str, str] = {
        "database": _("the database answers"),
        "disk": _("there is room on the disk"),
        "worker": _("the worker looks at the clocks"),
        "outbox": _("mails and letters leave"),
        "certificate": _("letters can be signed"),
        "backup": _("backups are made"),
        "journal": _("filings reach the receipt journal"),
        "checkpoint": _("the log is signed"),
        "log": _("the log holds"),
        "clock": _("the clock is right"),
        "unowned": _("somebody answers for what is near its deadline"),
        "refusals": _("no account is refused in a row"),
        "scanner": _("papers are scanned"),
        "failures": _("pages do not fail"),
    }
    return words[name]


def sentence(name: str, said: str) -> str:
    """Say how far it has come; `said` is the alarm's own number."""
    number = int(said) if said.lstrip("-").isdigit() else 0
    words: dict[str, Callable[[], str]] = {
        "database": lambda: _("Pages can't be read, and nothing can be filed."),
        "disk": lambda: _("%(free)s MB are free where the city lies.", free=number),
        "worker": lambda: _("It has looked at no clock for %(time)s.", time=_time(number)),
        "outbox": lambda: _("The first of them has waited for %(time)s.", time=_time(number)),
        "certificate": lambda: unsealed(said),
        "backup": lambda: _("The last good one is %(time)s old, or there never was one.", time=_time(number)),
        "journal": lambda: _("Filing goes on, but a lost disk would lose what came since the last backup."),
        "checkpoint": lambda: _("Entries of the last %(time)s are covered by no signed checkpoint.", time=_time(number)),
        "log": lambda: _("A check of the log found: %(what)s", what=said),
        "clock": lambda: _("It is off by %(seconds)s seconds. Times of receipt never go back, but they may be wrong.", seconds=number),
        "unowned": lambda: ngettext(
            "%(num)d clock whose silence has an effect in law ends soon, and no owner is at work.",
            "%(num)d clocks whose silence has an effect in law end soon, and no owner is at work.",
            number,
        ),
        "refusals": lambda: ngettext("%(num)d time within one minute.", "%(num)d times within one minute.", number),
        "scanner": lambda: _("The first paper has waited for %(time)s. Filing goes on; papers are not handed out.", time=_time(number)),
        "failures": lambda: _("Of the last answers these were failures of ours: %(share)s.", share=said),
    }  # fmt: skip
    return words[name]()


def unsealed(why: str) -> str:
    """Say why letters can't be signed; they are held meanwhile."""
    words: dict[str, str] = {
        "missing": _("The certificate or its passphrase is not where the settings say. Letters are held."),
        "open": _("Other users of the machine can read the certificate or its passphrase. Letters are held."),
        "passphrase": _("The passphrase does not open the certificate. Letters are held."),
        "form": _("The certificate can't sign documents. Letters are held."),
        "early": _("The certificate is not valid yet. Letters are held."),
        "expired": _("The certificate has expired. Letters are held."),
    }  # fmt: skip
    return words.get(why, why)


def mend(name: str) -> str:
    """Say what to do first."""
    words: dict[str, str] = {
        "database": _("Start the database, then run: veche doctor"),
        "disk": _(
            "Free some space. Below the least, filing is closed with a page that names the desk."
        ),
        "worker": _("Start it: systemctl restart veche, or veche worker"),
        "outbox": _("Run: veche mail test ADDRESS. What stands still is named by: veche doctor"),
        "certificate": _(
            "Put a certificate that is in force in its place (docs/how-to/sign-letters.md), then print the held letters."
        ),
        "backup": _("Run: veche backup. It says what keeps it."),
        "journal": _("See that the disk of VECHE_BACKUP__JOURNAL is there and has room."),
        "checkpoint": _("See that the worker runs, then run: veche checkpoint make"),
        "log": _(
            "Change nothing. Run: veche audit verify, and compare with a checkpoint from outside."
        ),
        "clock": _("Let the machine follow a time server: timedatectl status"),
        "unowned": _(
            "An officer or the head takes them from the queue, or an administrator gives somebody a post."
        ),
        "refusals": _(
            "The log says what was asked for. If it is not that person: veche person disable ACCOUNT"
        ),
        "scanner": _("Start the scanner at the address of VECHE_SCANNER."),
        "failures": _("The log of the machine names their places: look for the word unhandled."),
    }
    return words[name]  # fmt: skip
