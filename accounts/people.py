"""The people of an organisation, for its owners: invite, take back, change a role, remove; move notices in."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from accounts.door import bp
from accounts.forms import add_error
from accounts.organisation_forms import InviteForm, RoleForm
from accounts.signed_in import here, way_in
from records import own_rows
from records.accounts import plain_email
from records.errors import Missing
from records.notice_rows import After
from records.seats import Fellow
from web import inviting, limits
from web.filters import say
from web.gate import gate
from web.text import row_number
from web.work import current_actor, reading, unit_of_work
from workflow import organisations, policy
from workflow.errors import Invalid, NotPossible

Answer = Response | str | tuple[str, int]
PAGE = 50


def _house(organisation_id: int) -> organisations.House:
    with reading() as work:
        return organisations.look(work, current_actor(), organisation_id)


def _home(organisation_id: int) -> Response:
    return redirect(url_for("accounts.organisation", organisation_id=organisation_id), 303)


@bp.route("/organisations/<int:organisation_id>/invite", methods=["GET", "POST"])
@gate("organisation.enter")
def invite(organisation_id: int) -> Answer:
    """Ask an address into the organisation; the answer is the same whether we know it or not."""
    if here() is None:
        return way_in()
    house, form, wait, status = _house(organisation_id), InviteForm(), "", 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                left = inviting.invite(
                    organisation_id, email=plain_email(form.email.data), role=form.role.data
                )
                if not left:
                    return _home(organisation_id)
                status, wait = 429, limits.words(left)
            except Invalid as error:
                add_error(form[error.field], say(error.text, **error.values))
    page = render_template("accounts/invite.html", house=house, form=form, wait=wait)
    return page, status


@bp.post("/organisations/<int:organisation_id>/invites/<int:invite_id>")
@gate("organisation.enter")
def revoke_invite(organisation_id: int, invite_id: int) -> Answer:
    """Take an invitation back."""
    if here() is None:
        return way_in(url_for("accounts.organisations_"))
    with unit_of_work() as work:
        organisations.revoke(
            work, actor=current_actor(), organisation_id=organisation_id, invite_id=invite_id
        )
    return _home(organisation_id)


@bp.route("/organisations/<int:organisation_id>/people/<int:account_id>", methods=["GET", "POST"])
@gate("organisation.enter")
def fellow(organisation_id: int, account_id: int) -> Answer:
    """One of its people: another role, or out."""
    if here() is None:
        return way_in()
    house = _house(organisation_id)
    who = next((one for one in house.fellows if one.account_id == account_id), None)
    if who is None:
        raise Missing(f"Account {account_id} is not there.")
    form, why, status = RoleForm(data={"role": who.role}), "", 200
    if request.method == "POST":
        status = 422
        removing = request.form.get("do") == "remove"
        if removing or form.validate():
            try:
                _settle(organisation_id, who, None if removing else form.role.data)
                return _home(organisation_id)
            except NotPossible as error:
                why, status = say(error.text, **error.values), 409
    page = render_template("accounts/fellow.html", house=house, who=who, form=form, why=why)
    return page, status


def _settle(organisation_id: int, who: Fellow, role: str | None) -> None:
    with unit_of_work() as work:
        if role is None:
            organisations.remove(
                work, actor=current_actor(), organisation_id=organisation_id,
                account_id=who.account_id,
            )  # fmt: skip
            inviting.tell_removed(work, organisation_id, who)
        else:
            organisations.change_role(
                work, actor=current_actor(), organisation_id=organisation_id,
                account_id=who.account_id, role=role,
            )  # fmt: skip


# --- notices that are one's own ------------------------------------------------------------------


@bp.route("/organisations/<int:organisation_id>/move", methods=["GET", "POST"])
@gate("organisation.enter")
def move_in(organisation_id: int) -> Answer:
    """Choose notices of one's own that the organisation shall share."""
    if here() is None:
        return way_in()
    house, why, status = _house(organisation_id), "", 200
    if request.method == "POST":
        try:
            with unit_of_work() as work:
                organisations.move_in(
                    work, actor=current_actor(), organisation_id=organisation_id,
                    references=tuple(request.form.getlist("notice"))[:PAGE],
                )  # fmt: skip
            return redirect(url_for("intake.mine", whose=organisation_id), 303)
        except Invalid as error:
            why, status = say(error.text, **error.values), 422
    after = row_number(request.args.get("after", ""))
    with reading() as work:
        own = own_rows.organiser_notices(
            work, policy.scope_of_own(current_actor()),
            after=After(None, after) if after is not None else None, limit=PAGE,
        )  # fmt: skip
    page = render_template("accounts/move_in.html", house=house, page=own, why=why)
    return page, status
