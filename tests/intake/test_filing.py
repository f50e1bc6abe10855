"""From the first page to the receipt, by people with and without an account."""

from tests.intake.conftest import Door, Fill, sign
from tests.support.client import Grumbler


def test_a_visitor_files_a_march_and_gets_a_receipt(olga: Grumbler, fill: Fill, door: Door) -> None:
    olga.get("/")
    fill(olga)
    assert olga.title == "Check your answers"
    assert "Lipovy Boulevard, Sadovnikov Street, Melnichnaya Square" in olga.text
    assert "No vehicles take part." in olga.text

    receipt = olga.follow(sign(olga))

    assert receipt.status_code == 200
    assert olga.title == "Your notice was received"
    assert "27-0001" in olga.text
    assert "1 March 2027, 12:00:00, Moscow time" in olga.text
    assert "by Thursday 4 March, 24:00" in olga.text
    assert "Prefecture of the North-Eastern" in olga.text
    assert door.city.stage("27-0001") == "received"
