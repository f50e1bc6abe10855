"""The road through the desk's own pages: register, ask, answer, write, sign."""

from tests.desk.conftest import AGREED, Desk


def test_a_march_from_the_queue_to_the_signature(desk: Desk) -> None:
    reference = desk.files().reference
    orlova = desk.at("orlova")
    orlova.get("/desk/")
    assert reference in orlova.text

    assert desk.goes(orlova, reference, "register").status_code == 303
    desk.goes(orlova, reference, "ask", bodies=["police", "transport", "medical"])
    assert desk.stage(reference) == "review"
    desk.answer_all(reference)
    desk.goes(orlova, reference, "prepare")
    desk.writes(orlova, reference, **AGREED)
    assert desk.goes(orlova, reference, "submit").status_code == 303

    morozova = desk.at("morozova")
    morozova.get(f"/desk/notices/{reference}/decision")
    assert "Prepared by L. N. Orlova" in morozova.text
    seen = morozova.hidden("seen")
    done = morozova.post(f"/desk/notices/{reference}/decision/release", seen=seen)

    assert done.status_code == 303
    assert desk.stage(reference) == "agreed"
    morozova.get(f"/desk/notices/{reference}")
    assert "Agreement, СВАО-1/" in morozova.text
