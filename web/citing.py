"""How a page cites the law: act and article in the reader's language, and how sure we are."""

from typing import Any

from flask import Flask

from web.i18n import gettext as _
from web.i18n import language
from workflow.errors import N_

ACTS = {
    "54-FZ": N_("Federal Law 54-FZ"),
    "59-FZ": N_("Federal Law 59-FZ"),
    "Constitutional Court": N_("Constitutional Court"),
    "Plenum of the Supreme Court 28 of 26.06.2018": N_(
        "Plenum of the Supreme Court No. 28 of 26 June 2018"
    ),
    "KAS": N_("Code of Administrative Court Procedure"),
    "Moscow Law 10": N_("Moscow Law 10"),
    "Veche": N_("our choice, not law"),
}
MARKS = {
    "read": N_("read in the text of the law"),
    "memory": N_("from memory: a lawyer has to check it"),
    "design": N_("our choice, not law"),
}


def cite(source: Any) -> str:
    """Say act and article: «Federal Law 54-FZ, art. 7(1)»; an article in words is left out.

    An act that has no words here is said as its own file says it.
    """
    if source.act not in ACTS:
        return str(source.cited.in_(language()))
    act = str(_(ACTS[source.act]))
    article = str(source.article)
    if source.act == "Veche" or not article[:1].isdigit():
        return act  # our own choice has no article: what stands there is the reason, for a lawyer
    return str(_("%(act)s, art. %(article)s", act=act, article=article))


def how_sure(source: Any) -> str:
    """Say how sure we are of a value: read, remembered or chosen by us."""
    return str(_(MARKS[source.mark])) if source.mark in MARKS else ""


def init_app(app: Flask) -> None:
    """Give the pages `cite` and `how_sure`."""
    app.jinja_env.filters.update(cite=cite, how_sure=how_sure)
