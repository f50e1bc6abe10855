"""A firm of three shares its notices: invited, working, handing over, gone, in stories by its people."""

import re
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlmodel import col, select

from records import accounts, seats
from records.errors import Missing
from records.tables import LogEntry, Mail
from tests.intake.conftest import Door, Fill, sign
from tests.support.city import sheet
from tests.support.client import Grumbler
from workflow import filing, organisations
from workflow.actor import Actor, SeatHeld
from workflow.errors import NotAllowed


@dataclass
class Firm:
    """«Lipa», founded by Anna; Boris may be invited by any story."""

    door: Door
    anna: Grumbler
    id: int

    @property
    def home(self) -> str:
        return f"/organisations/{self.id}"

    def invite(self, email: str, role: str = "files") -> str:
        """Anna invites; the path of the link in the mail."""
        answer = self.anna.post(f"{self.home}/invite", email=email, role=role)
        assert answer.status_code == 303, self.anna.text
        self.door.deliver()
        with self.door.city.reading() as work:
            mails = (
                select(Mail.body).where(Mail.to == email.casefold()).order_by(col(Mail.id).desc())
            )
            body = work.session.exec(mails).first() or ""
        found = re.search(r"/join/\S+", body)
        return found[0] if found else ""

    def join(self, email: str, role: str = "files") -> Grumbler:
        """Somebody is invited, signs in and says yes."""
        self.invite(email, role)
        guest = self.door.signed_in(email)
        guest.get("/organisations")
        assert (
            guest.post(found(r"/invitations/\d+", guest), do="accept").headers["Location"]
            == self.home
        )
        guest.get(self.home)
        return guest

    def account(self, email: str) -> int:
        """The number of one of its people, as the owner's page links it."""
        with self.door.city.reading() as work:
            from_log = work.session.exec(
                select(LogEntry.details).where(LogEntry.kind == "organisation.joined")
            )
            joined = [int(one["member"]) for one in from_log.all()]
        assert joined, email
        return joined[-1]


def found(pattern: str, browser: Grumbler) -> str:
    """What the browser's last page holds of this pattern."""
    page = re.search(pattern, browser.last.text if browser.last else "")
    assert page, browser.text
    return page[0]


@pytest.fixture
def firm(door: Door) -> Firm:
    """Anna founds it; she alone belongs to it."""
    anna = door.signed_in("anna@lipa.example")
    anna.get("/organisations")
    assert "No organisation yet" in anna.text
    answer = anna.post("/organisations", name="Lipa Events")
    return Firm(door, anna, int(answer.headers["Location"].rsplit("/", 1)[-1]))


def files_for(browser: Grumbler, fill: Fill, whose: str, **more: Any) -> str:
    """File the march for somebody; its number."""
    fill(browser)
    answer = sign(browser, whose=whose, **more)
    assert answer.status_code == 303, browser.text
    return answer.headers["Location"].split("/")[2]


def test_what_one_files_all_see_and_only_those_who_may_answer_act(
    firm: Firm, fill: Fill, door: Door
) -> None:
    boris = firm.join("Boris@Lipa.example")
    rita = firm.join("rita@lipa.example", "reads")
    number = files_for(boris, fill, str(firm.id))

    for browser in (firm.anna, boris, rita):
        browser.get("/notices")
        assert number in browser.text
        assert "Lipa Events" in browser.text
        assert browser.get(f"/notices/{number}").status_code == 200
    assert "Withdraw it" in firm.anna.get(f"/notices/{number}").text
    assert "Withdraw it" not in rita.get(f"/notices/{number}").text
    assert rita.post(f"/notices/{number}/withdraw", seen="1", note="No").status_code in {403, 409}
    assert rita.post(f"/notices/{number}/receipt", email="rita@lipa.example").status_code == 403
    assert "Wrong address" not in rita.get(f"/notices/{number}/receipt").text
    # A stranger gets the page of a number that was never given.
    other = door.signed_in("eve@example.org")
    there, nowhere = other.get(f"/notices/{number}"), other.get("/notices/27-9999")
    assert (there.status_code, there.text.replace(number, "27-9999")) == (404, nowhere.text)
    assert other.get(firm.home).status_code == 404


def test_leaving_takes_everything_away_at_once_in_every_browser_and_by_link(
    firm: Firm, fill: Fill, door: Door
) -> None:
    boris, elsewhere = firm.join("boris@lipa.example"), door.signed_in("boris@lipa.example")
    number = files_for(boris, fill, str(firm.id))
    boris.get(f"/notices/{number}/receipt")
    code = found(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", boris)
    assert elsewhere.get(f"/notices/{number}").status_code == 200

    boris.get(f"{firm.home}/leave")
    assert boris.post(f"{firm.home}/leave").status_code == 303

    for browser in (boris, elsewhere):
        assert browser.get(f"/notices/{number}").status_code == 404
        assert browser.get(f"/notices/{number}/receipt").status_code == 404
        assert number not in browser.get("/notices").text
        assert browser.get(firm.home).status_code == 404
    nobody = door.visitor()
    assert nobody.post("/find", reference=number, code=code).status_code == 403
    assert "belongs to an organisation" in nobody.text
    assert nobody.get(f"/notices/{number}").status_code in {303, 404}
    # Signing in anew under the address that the notice names brings nothing back either.
    assert door.signed_in("vera@example.com").get(f"/notices/{number}").status_code == 404
    assert firm.anna.get(f"/notices/{number}").status_code == 200


def test_a_removed_person_and_a_lowered_one_lose_it_with_the_next_request(
    firm: Firm, fill: Fill, door: Door
) -> None:
    boris = firm.join("boris@lipa.example")
    number = files_for(boris, fill, str(firm.id))
    path = f"{firm.home}/people/{firm.account('boris@lipa.example')}"
    firm.anna.get(path)
    assert firm.anna.post(path, do="save", role="reads").status_code == 303
    cookie = boris.cookie()
    assert "Withdraw it" not in boris.get(f"/notices/{number}").text
    assert boris.cookie() != cookie  # a new id with the change of role (AD-7)
    fill(boris)
    assert "For whom do you file?" not in boris.text
    assert sign(boris, whose=str(firm.id)).status_code == 303  # for himself: nothing else was open
    own = door.numbers()[-1]
    assert firm.anna.get(f"/notices/{own}").status_code == 404

    firm.anna.get(path)
    assert firm.anna.post(path, do="remove").status_code == 303
    assert boris.get(f"/notices/{number}").status_code == 404
    assert boris.get(f"/notices/{own}").status_code == 200
    assert "You no longer share the notices of Lipa Events" in door.deliver()
    with door.city.reading() as work:
        receipt = select(Mail.body).where(col(Mail.subject).contains(f"notice {number}"))
        body = work.session.exec(receipt.order_by(col(Mail.id))).first() or ""
    assert "the people of your organisation share it" in body
    assert "heck code" not in body


def test_the_last_owner_hands_over_before_leaving(firm: Firm) -> None:
    boris = firm.join("boris@lipa.example")
    firm.anna.get(f"{firm.home}/leave")
    assert firm.anna.post(f"{firm.home}/leave").status_code == 409
    assert "Make somebody else an owner first" in firm.anna.text
    path = f"{firm.home}/people/{firm.account('boris@lipa.example')}"
    # Who files may not rule: not over others, not over himself.
    assert boris.post(path, do="save", role="owner").status_code == 403
    assert boris.post(f"{firm.home}/invite", email="x@example.org", role="reads").status_code == 403
    assert boris.post(firm.home, name="Mine").status_code == 403
    firm.anna.post(path, do="save", role="owner")
    assert firm.anna.post(f"{firm.home}/leave").status_code == 303
    assert "Invite somebody" in boris.get(firm.home).text


def test_an_invitation_is_for_one_address_once_and_can_be_taken_back(
    firm: Firm, door: Door
) -> None:
    path = firm.invite("carl@example.org", "reads")
    assert path
    guest = door.visitor()
    for _ in range(3):  # looking uses nothing up, whoever looks
        assert guest.get(path).status_code == 200
    assert "Sign in with the address to which" in guest.text
    eve = door.signed_in("eve@example.org")
    assert "another address" in eve.get(path).text
    assert (
        "You are here as: eve@example.org." in eve.text
    )  # and the way out stands on the page itself
    assert eve.get(path).text.count('action="/sign-out"') == 2
    number = path_of(door, "carl@example.org", path)
    assert eve.post(number, do="accept").status_code == 404
    carl = door.signed_in("carl@example.org")
    assert "Reads only" in carl.get(path).text
    assert carl.post(number, do="accept").status_code == 303
    assert carl.post(number, do="accept").status_code == 404
    assert carl.get(path).status_code == 410

    second = firm.invite("dora@example.org")
    firm.anna.get(firm.home)
    taken = found(r"/organisations/\d+/invites/\d+", firm.anna)
    assert firm.anna.post(taken).status_code == 303
    assert door.visitor().get(second).status_code == 410
    third = firm.invite("dora@example.org")
    door.city.clock.advance(days=7)
    assert door.visitor().get(third).status_code == 410


def path_of(door: Door, email: str, link: str) -> str:
    """Where the buttons of this invitation send."""
    invited = door.signed_in(email)
    invited.get(link)
    return found(r"/invitations/\d+", invited)


def test_no_answer_tells_whether_an_invited_address_has_an_account(firm: Firm, door: Door) -> None:
    door.signed_in("known@example.org")
    pages = []
    for email in ("known@example.org", "never@example.org"):
        firm.anna.get(f"{firm.home}/invite")
        answer = firm.anna.post(f"{firm.home}/invite", email=email, role="reads")
        page = firm.anna.get(firm.home).text.replace(firm.anna.token, "TOKEN")
        pages.append((answer.status_code, answer.headers["Location"], page.count(email)))
        firm.anna.post(found(r"/organisations/\d+/invites/\d+", firm.anna))
    assert pages[0] == pages[1]


def test_own_notices_move_in_and_are_nobodys_alone_any_more(
    firm: Firm, fill: Fill, door: Door
) -> None:
    boris = firm.join("boris@lipa.example")
    first, second, third = (files_for(boris, fill, "own") for _ in range(3))
    assert firm.anna.get(f"/notices/{first}").status_code == 404
    page = f"{firm.home}/move"
    assert boris.post(page).status_code == 422
    strangers = door.signed_in("eve@example.org")
    fill(strangers)
    theirs = sign(strangers).headers["Location"].split("/")[2]
    boris.get(page)
    assert theirs not in boris.text
    assert boris.post(page, notice=[first, theirs]).status_code == 404  # all or nothing
    assert firm.anna.get(f"/notices/{first}").status_code == 404
    assert boris.post(page, notice=[first, second]).status_code == 303
    for number in (first, second):
        assert firm.anna.get(f"/notices/{number}").status_code == 200
    assert firm.anna.get(f"/notices/{third}").status_code == 404
    assert "brought into an organisation" in firm.anna.get(f"/notices/{first}").text
    boris.post(f"{firm.home}/leave")
    assert boris.get(f"/notices/{first}").status_code == 404
    assert boris.get(f"/notices/{third}").status_code == 200


def test_forty_notices_a_year_are_found_by_page_state_year_and_organisation(
    firm: Firm, fill: Fill, door: Door
) -> None:
    anna, own = firm.anna, files_for(firm.anna, fill, "own")
    numbers = [file_by_service(firm, number) for number in range(27)]
    first = anna.get(f"/notices?whose={firm.id}&state=open&year=2027")
    shown = re.findall(r'/notices/(27-\d{4})"', first.text)
    assert shown == numbers[:1:-1]
    after = re.search(r'href="(/notices\?[^"]*after=[^"]*)"', first.text)
    assert after
    anna.get(after[1].replace("&amp;", "&"))
    assert re.findall(r'/notices/(27-\d{4})"', first_of(anna)) == numbers[1::-1]
    anna.get("/notices?whose=own")
    assert re.findall(r'/notices/(27-\d{4})"', first_of(anna)) == [own]
    anna.get("/notices?state=over")
    assert "No such notices" in anna.text
    for bad in (
        "whose=999999",
        "state=x",
        "year=99999999999",
        "after=-1",
        "year=2026",
    ):
        assert anna.get(f"/notices?{bad}").status_code == 200, bad


def first_of(browser: Grumbler) -> str:
    """The page that is open, as it came."""
    return browser.last.text if browser.last else ""


def file_by_service(firm: Firm, number: int) -> str:
    """One more notice of the firm, as its page files it."""
    city = firm.door.city
    with city.unit() as work:
        anna = accounts.find(work, "anna@lipa.example")
        held = seats.of_account(work, anna or 0)[0]
        seat = SeatHeld(held.organisation_id, held.name, held.role, held.organisers)
        actor = Actor(anna, "Anna", "organiser", organisers=held.organisers, seats=(seat,))
        said = replace(sheet(), organisation=firm.id)
        filed = filing.file(
            work, city.rulebook, actor=actor, sheet=said, key=f"firm-{number}", sender="x"
        )
    return filed.reference


def test_the_log_says_who_did_what_and_holds_no_name(firm: Firm, fill: Fill, door: Door) -> None:
    boris = firm.join("boris@lipa.example")
    files_for(boris, fill, str(firm.id))
    boris.post(f"{firm.home}/leave")
    with door.city.reading() as work:
        rows = select(LogEntry).where(col(LogEntry.kind).like("organisation.%"))
        entries = work.session.exec(rows.order_by(col(LogEntry.seq))).all()
    kinds = [one.kind.removeprefix("organisation.") for one in entries]
    assert kinds == ["founded", "invited", "joined", "left"]
    assert all(one.subject_id == firm.id and one.actor_id for one in entries)
    assert not any("@" in repr(one.details) or one.personal_commit for one in entries)


def test_staff_see_no_organisation_and_found_none(firm: Firm, door: Door) -> None:
    office = door.city.actor("orlova")
    with door.city.unit() as work:
        with pytest.raises(Missing):
            organisations.look(work, office, firm.id)
        with pytest.raises(NotAllowed):
            organisations.found(work, actor=office, name="Office of events")


def test_its_people_read_who_came_and_went_and_members_are_offered_to_leave(firm: Firm) -> None:
    boris = firm.join("boris@example.com")
    firm.anna.get(firm.home)
    assert "You: founded the organisation" in firm.anna.text
    assert "(gave no name here): joined (" in firm.anna.text
    assert "You are its last owner." in firm.anna.text
    assert f"{firm.home}/leave" not in firm.anna.links()
    boris.get(firm.home)
    assert "You: joined (" in boris.text
    assert f"{firm.home}/leave" in boris.links()
    assert "anna@" not in boris.text  # a mailbox is no name
    boris.get("/organisations")
    assert f"{firm.home}/leave" in boris.links()
    boris.get(f"{firm.home}/leave")
    assert boris.post(f"{firm.home}/leave").status_code == 303
    firm.anna.get(firm.home)
    assert "(gave no name here): left" in firm.anna.text
    assert boris.get(firm.home).status_code == 404
