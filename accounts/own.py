"""What a signed-in person sees and says about the own account."""

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from accounts.door import bp
from accounts.forms import OwnForm
from accounts.signed_in import here, way_in
from web import entering
from web.gate import gate
from web.i18n import lazy_gettext as _l
from web.i18n import remember

ROLES = {
    "officer": _l("Officer"),
    "head": _l("Head"),
    "signatory": _l("Signs letters"),
    "clerk": _l("Clerk"),
    "secretary": _l("Secretary"),
    "auditor": _l("Auditor"),
    "administrator": _l("Administrator"),
}


@bp.route("/account", methods=["GET", "POST"])
@gate("account.own")
def own() -> tuple[str, int] | BaseResponse:
    """Name, language, posts, other browsers."""
    person = here()
    if person is None:
        return way_in()
    form = OwnForm(data={"name": person.name, "locale": person.locale})
    status = 200
    if request.method == "POST":
        if form.validate():
            name = person.name if person.posts else form.name.data  # the office names its people
            entering.say_of_oneself(person, name=name, locale=form.locale.data)
            answer = make_response(redirect(url_for("accounts.own", saved=1), 303))
            return remember(answer, form.locale.data)
        status = 422
    view = entering.own_view(person)
    page = render_template("accounts/own.html", form=form, person=person, view=view, roles=ROLES)
    return page, status


@bp.post("/account/end-others")
@gate("account.own")
def end_others() -> BaseResponse:
    """End the sessions of every other browser."""
    person = here()
    if person is None:
        return way_in()
    entering.end_others(person)
    return redirect(url_for("accounts.own"), 303)
