"""Organisations: found one, see its people, say yes to an invitation, leave."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts import organisation_words
from accounts.door import bp
from accounts.organisation_forms import ROLES, NameForm
from accounts.signed_in import here, way_in
from records import seats
from records.accounts import Person
from web.filters import say
from web.gate import gate
from web.sessions import hashed
from web.work import current_actor, reading, unit_of_work
from workflow import organisations
from workflow.errors import Invalid, NotPossible

Answer = Response | str | tuple[str, int]


@bp.route("/organisations", methods=["GET", "POST"])
@gate("organisation.enter")
def organisations_() -> Answer:
    """The own organisations, invitations to this address, and the way to found one."""
    person = here()
    if person is None:
        return way_in()
    form = NameForm()
    if request.method == "POST":
        if not form.validate():
            return _mine(person, form), 422
        try:
            with unit_of_work() as work:
                id_ = organisations.found(work, actor=current_actor(), name=form.name.data)
        except Invalid as error:
            form.name.errors = [say(error.text, **error.values)]
            return _mine(person, form), 422
        return redirect(url_for("accounts.organisation", organisation_id=id_), 303)
    return _mine(person, form)


def _mine(person: Person, form: NameForm) -> str:
    with reading() as work:
        offered = seats.invites_to(work, person.email) if person.email else []
    return render_template(
        "accounts/organisations.html",
        form=form, person=person, offered=offered, roles=ROLES, has_errors=bool(form.errors),
    )  # fmt: skip


@bp.route("/organisations/<int:organisation_id>", methods=["GET", "POST"])
@gate("organisation.enter")
def organisation(organisation_id: int) -> Answer:
    """Its people, open invitations, and a new name."""
    if here() is None:
        return way_in()
    house = _look(organisation_id)
    form = NameForm(name=house.name) if request.method == "GET" else NameForm()
    status = 200
    if request.method == "POST":
        if form.validate():
            with unit_of_work() as work:
                organisations.rename(
                    work,
                    actor=current_actor(),
                    organisation_id=organisation_id,
                    name=form.name.data,
                )
            return redirect(url_for("accounts.organisation", organisation_id=organisation_id), 303)
        status = 422
    page = render_template(
        "accounts/organisation.html",
        house=house, told=organisation_words.told(house.log), form=form, roles=ROLES, me=current_actor().account_id,
        has_errors=bool(form.errors),
    )  # fmt: skip
    return page, status


def _look(organisation_id: int) -> organisations.House:
    with reading() as work:
        return organisations.look(work, current_actor(), organisation_id)


@bp.route("/organisations/<int:organisation_id>/leave", methods=["GET", "POST"])
@gate("organisation.enter")
def leave(organisation_id: int) -> Answer:
    """What leaving means, and the button."""
    if here() is None:
        return way_in()
    house, why = _look(organisation_id), ""
    if request.method == "POST":
        try:
            with unit_of_work() as work:
                organisations.leave(work, actor=current_actor(), organisation_id=organisation_id)
            return redirect(url_for("accounts.organisations_"), 303)
        except NotPossible as error:
            why = say(error.text, **error.values)
    page = render_template("accounts/leave.html", house=house, why=why)
    return page, 409 if why else 200


# --- invitations -----------------------------------------------------------------------------


@bp.get("/join/<secret>")
@gate("account.sign-in")
def join(secret: str) -> Answer:
    """The link of an invitation: who invites, and what to do. Opening it uses nothing up."""
    with reading() as work:
        offered = seats.invite_by(work, hashed(secret))
    person = here()
    mine = person is not None and offered is not None and person.email == offered.email
    page = render_template(
        "accounts/join.html", offered=offered, person=person, mine=mine, roles=ROLES
    )
    return page, 200 if offered else 410


@bp.post("/invitations/<int:invite_id>")
@gate("organisation.enter")
def answer_invite(invite_id: int) -> Answer:
    """Accept or decline, by the button; only the invited address may."""
    person = here()
    if person is None:
        return way_in(url_for("accounts.organisations_"))
    said: dict[str, Any] = {"actor": current_actor(), "email": person.email}
    with unit_of_work() as work:
        if request.form.get("do") == "accept":
            id_ = organisations.accept(work, invite_id=invite_id, **said)
            return redirect(url_for("accounts.organisation", organisation_id=id_), 303)
        organisations.decline(work, invite_id=invite_id, **said)
    return redirect(url_for("accounts.organisations_"), 303)
