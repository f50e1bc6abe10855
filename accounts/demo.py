"""The demo city: be anybody in it with one click, read its mail. 404 outside demo mode."""

from dataclasses import dataclass

from flask import Response, abort, make_response, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from accounts.door import bp
from accounts.views import landed
from records import accounts as people
from records import mailbox
from records.accounts import Person
from web import entering
from web.filters import today
from web.gate import gate
from web.i18n import language
from web.i18n import lazy_gettext as _l
from web.text import row_number
from web.work import reading, settings

PAGE = 25
GROUPS = (
    ("organisers", _l("Organisers")),
    ("office", _l("Offices that answer")),
    ("print", _l("Print room")),
    ("bodies", _l("Bodies that are asked")),
    ("others", _l("Others")),
)


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person of the demo city, in one line."""

    id: int
    name: str
    unit: str
    about: str


def _demo_only() -> None:
    if not settings().demo:
        abort(404)


@bp.get("/demo")
@gate("demo.enter")
def demo() -> str:
    """The people of the demo city by role; a click on a name signs in as them."""
    _demo_only()
    with reading() as work:
        found = people.demo_people(work, today())
    groups = [
        (title, [_line(one) for one in found if one.about_en and _group(one) == name])
        for name, title in GROUPS
    ]
    return render_template("accounts/demo.html", groups=[pair for pair in groups if pair[1]])


def _group(person: Person) -> str:
    if not person.posts:
        return "organisers"
    post = person.posts[0]
    if post.role in {"auditor", "administrator", "secretary"}:
        return "others"
    if post.unit_kind == "body":
        return "bodies"
    return "print" if post.role == "clerk" else "office"


def _line(person: Person) -> Somebody:
    russian = language() == "ru"
    post = person.posts[0] if person.posts else None
    unit = (post.unit_ru if russian else post.unit_en) if post else ""
    name = (person.name_ru if russian else person.name) or person.name or person.name_ru
    return Somebody(person.id, name, unit, person.about_ru if russian else person.about_en)


@bp.post("/demo/<int:account_id>")
@gate("demo.enter")
def be(account_id: int) -> BaseResponse:
    """Sign in as this person of the demo city."""
    _demo_only()
    if not entering.be_demo(account_id):
        abort(404)
    return landed(keep_language=True)


@bp.get("/demo/mail")
@gate("demo.enter")
def mails() -> str:
    """What was mailed in the demo city, newest first."""
    _demo_only()
    before = row_number(request.args.get("before", "")) or 0
    with reading() as work:
        lines = mailbox.newest(work, before=before, limit=PAGE + 1)
    more = lines[PAGE - 1].id if len(lines) > PAGE else 0
    return render_template(
        "accounts/mails.html", lines=lines[:PAGE], more=more, before=before, page=PAGE
    )


@bp.get("/demo/mail/<int:mail_id>")
@gate("demo.enter")
def mail(mail_id: int) -> str:
    """One mail as it was sent."""
    _demo_only()
    with reading() as work:
        found = mailbox.mail(work, mail_id)
    return render_template("accounts/mail.html", mail=found)


@bp.get("/demo/mail/<int:mail_id>/letter.pdf")
@gate("demo.enter")
def letter(mail_id: int) -> Response:
    """The letter that went with a mail."""
    _demo_only()
    with reading() as work:
        pdf = mailbox.attachment(work, mail_id)
    answer = make_response(pdf)
    answer.headers["Content-Type"] = "application/pdf"
    answer.headers["Content-Disposition"] = f'attachment; filename="letter-{mail_id}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
