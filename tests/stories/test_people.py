"""One day of each kind of person, through their own pages."""

from sqlmodel import col, select

from records.tables import Mail
from tests.matrix.access import PAPER
from tests.stories.conftest import Town
from tests.support.everywhere import CANARY


def test_an_organiser_without_an_account_comes_back_by_number_and_code(town: Town) -> None:
    reference = town.files(town.visitor())
    elsewhere = town.visitor(language="ru")
    assert elsewhere.get(f"/notices/{reference}").status_code == 404

    found = town.sends(elsewhere, "/find", reference=reference, code=town.code(reference).lower())

    elsewhere.follow(found)
    assert "Ваше уведомление получено" in elsewhere.text
    town.sends(elsewhere, f"/notices/{reference}/withdraw", note="Дождь.")
    assert town.city.stage(reference) == "withdrawn"


def test_an_organiser_confirms_the_address_by_the_link_of_the_receipt(town: Town) -> None:
    reference = town.files(town.visitor())
    town.works()
    with town.city.reading() as work:
        body = work.session.exec(select(Mail.body).order_by(col(Mail.id))).first() or ""
    path = "/confirm/" + body.split("/confirm/")[1].split()[0]
    elsewhere = town.visitor()

    assert elsewhere.get(path).status_code == 200
    with town.city.reading() as work:
        assert work.notice(reference).email_confirmed_at is None  # a mail scanner only opens
    assert elsewhere.follow(elsewhere.post(path)).status_code == 200

    with town.city.reading() as work:
        assert work.notice(reference).email_confirmed_at is not None


def test_an_organiser_with_an_account_finds_every_own_notice_and_no_other(town: Town) -> None:
    vera, other = town.person("owner"), town.person("other")
    mine = [town.files(vera), town.files(vera)]

    vera.get("/notices")

    assert all(reference in vera.text for reference in mine)
    other.get("/notices")
    assert not any(reference in other.text for reference in mine)
    assert other.get(f"/notices/{mine[0]}").status_code == 404


def test_an_officer_sees_what_waits_takes_it_and_calls_back_with_a_reason(town: Town) -> None:
    reference = town.at.files("march")
    orlova = town.person("orlova")
    orlova.get("/desk/?view=nobodys")
    assert reference in orlova.text
    page = f"/desk/notices/{reference}"
    orlova.get(page)
    assert CANARY["phone"] not in orlova.text

    town.sends(orlova, f"{page}/take", page)
    town.sends(orlova, f"{page}/open", reason="The route has a gap, I call back.")

    orlova.get(page)
    assert CANARY["phone"] in orlova.text
    orlova.get("/desk/?view=mine")
    assert reference in orlova.text


def test_an_officer_of_a_body_answers_and_never_learns_who_asked(town: Town) -> None:
    reference = town.at.asked("march")
    police = town.person("police")
    police.get("/desk/")
    assert reference in police.text
    path = f"/desk/consultations/{town.question(reference, 'police')}"

    done = town.sends(
        police, path, answer="objection", ground="54-FZ, art. 8 (2)", facts="A dig until 1 April."
    )

    assert done.status_code == 303
    for page in (path, f"/desk/notices/{reference}", f"/desk/notices/{reference}/print", "/desk/"):
        assert "канаре" not in police.get(page).text.casefold()
    orlova = town.person("orlova")
    orlova.get(f"/desk/notices/{reference}")
    assert "A dig until 1 April." in orlova.text


def test_a_head_mends_what_no_single_officer_may(town: Town) -> None:
    twin, copy = town.at.files("twin"), town.at.files("copy")
    mistake = town.at.files("mistake")
    zuev, orlova = town.person("zuev"), town.person("orlova")

    town.moves(zuev, copy, "duplicate", of=twin, note="The same march, filed twice.")
    assert orlova.get(f"/desk/notices/{mistake}").status_code == 200
    assert f"/desk/notices/{mistake}/moves/void" not in (orlova.last.text if orlova.last else "")
    town.moves(zuev, mistake, "void", note="A test of the form.")

    assert (town.city.stage(copy), town.city.stage(mistake)) == ("duplicate", "void")


def test_a_signatory_reads_the_draft_sends_it_back_once_and_then_signs(town: Town) -> None:
    reference = town.at.to_sign("march", "agreed")
    morozova, orlova = town.person("morozova"), town.person("orlova")
    page = f"/desk/notices/{reference}/decision"
    morozova.get(page)
    draft = morozova.get(f"{page}/preview.pdf?language=ru")
    assert draft.data.startswith(b"%PDF-")
    town.moves(morozova, reference, "back-to-preparing", note="Name the capacity of the square.")

    town.writes(orlova, reference, capacity="1800")
    town.moves(orlova, reference, "submit")
    assert (
        orlova.post(f"{page}/release", seen=str(town.city.revision(reference))).status_code == 403
    )
    assert town.releases(reference).status_code == 303

    assert town.city.stage(reference) == "agreed"


def test_a_clerk_enters_a_paper_notice_prints_a_run_and_sends_it(town: Town) -> None:
    clerk = town.person("kravets")
    entered = town.sends(clerk, "/desk/paper", **PAPER)
    assert entered.status_code == 303, clerk.text
    reference = entered.headers["Location"].split("/")[-1]
    with town.city.reading() as work:
        notice = work.notice(reference)
        assert (notice.channel, notice.received_at.hour) == ("paper", 7)  # 10:00 in Moscow
    town.works()
    number = town.letter(reference, "receipt").id

    clerk.get("/desk/letters/runs")
    run = clerk.post("/desk/letters/runs", unit=clerk.hidden("unit"), sides="2").headers["Location"]
    file = town.sends(clerk, f"{run}.pdf", run)
    assert town.sends(clerk, f"{run}/sheets", run, sheet="1").status_code == 303
    sent = town.sends(clerk, f"/desk/letters/{number}/sent", way="in-person")

    assert file.data.startswith(b"%PDF-")
    assert sent.status_code == 303
    clerk.get("/desk/letters?state=sent")
    assert reference in clerk.text


def test_an_auditor_reads_the_history_and_moves_nothing(town: Town) -> None:
    reference = town.at.released("march", "refused")
    auditor = town.person("auditor")

    auditor.get("/desk/")
    page = auditor.get(f"/desk/notices/{reference}")

    assert page.status_code == 200
    assert f"/desk/notices/{reference}/moves/" not in page.text
    assert "канаре" not in page.text.casefold()
    seen = str(town.city.revision(reference))
    assert (
        auditor.post(f"/desk/notices/{reference}/moves/replace", seen=seen, note="No").status_code
        == 403
    )
    assert town.city.stage(reference) == "refused"
