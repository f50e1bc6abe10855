"""What is known of a file that somebody compares with the city's letters, in sentences."""

from collections.abc import Iterator

from proof import letter
from proof.words import SENTENCES, say
from web.filters import plain_day
from web.i18n import gettext as _
from web.i18n import language, ngettext
from workflow.comparing import Compared, Print

SEALED = frozenset({"words", "changed", "pages", "sealed", "unknown"})
"""Where the file's own signature tells something that the comparison does not."""


def said(told: Compared) -> tuple[str, ...]:
    """Sentences about the file, the one that matters most first."""
    return tuple(one for one in (*_about(told), *_signature(told)) if one)


def _about(told: Compared) -> Iterator[str]:
    plain = {
        "same": _("The file that you chose is, byte for byte, the one that the city sent."),
        "unsigned": _("The file is the letter as the city set it, to the byte. The city's signature, which stood behind it, is left out."),
        "resaved": _("The file was saved anew by another program, so its bytes are others. Every page draws exactly what the city's letter draws. A signature holds for the original file alone: keep that one to show to others."),
        "added": _("The beginning of the file is, byte for byte, the letter that the city sent. Behind it something was added: another signature perhaps, a note or a changed page. The city made no part of that."),
        "words": _("The words of every page are those of the city's letter, but the pages are drawn otherwise: pictures, signs or places may have been changed."),
        "sealed": _("The file bears a signature of the city that holds for all of it, and yet the city's records have no such file. Show it to the office: this must be looked into."),
        "specimen": _("The file is a specimen, made to be looked at. It is no letter."),
    }  # fmt: skip
    if told.what in plain:
        yield plain[told.what]
    elif told.what == "print" and told.printed:
        yield _printed(told.printed)
    elif told.what == "stranger":
        yield _(
            "The file is, byte for byte, another letter that the city sent: %(number)s.",
            number=told.code,
        )
    elif told.what in {"changed", "pages"}:
        yield from _changed(told)
    elif told.what == "unreadable":
        yield _(
            "The file can't be read as a letter of the city: %(why)s.",
            why=say(SENTENCES[told.why], language()),
        )
    elif told.code:
        yield _(
            "It bears the code %(code)s. The city has sent no letter with this code.",
            code=told.code,
        )


def _printed(one: Print) -> str:
    values = {"run": one.run, "day": plain_day(one.made_at), "count": one.copy_no}
    if one.copy_no > 1:
        return str(_("The file is the letter as the city's print room printed it: copy %(count)s, print run %(run)s of %(day)s. Nothing but the marks of the print room stands on it besides.", **values))  # fmt: skip
    return str(_("The file is the letter as the city's print room printed it, print run %(run)s of %(day)s. Nothing but the marks of the print room stands on it besides.", **values))  # fmt: skip


def _changed(told: Compared) -> Iterator[str]:
    if told.what == "pages":
        yield ngettext("The file has %(num)d page; the letter that the city sent has another number of pages.", "The file has %(num)d pages; the letter that the city sent has another number of pages.", told.count)  # fmt: skip
    if told.pages:
        some = ", ".join(map(str, told.pages))
        yield _(
            "Its words differ from the letter that the city sent. Pages: %(pages)s.", pages=some
        )
    else:
        yield _("The city did send a letter with this code, but not this file.")


def _signature(told: Compared) -> Iterator[str]:
    if told.seal is not None and told.what in SEALED:
        yield _("Its signature: %(said)s", said=letter.sentence(told.seal, language()))
