"""How the order that gives a power is named under a letter (GOST R 7.0.97-2016, 5.22: the post of who signs)."""

from letters import dates
from records.power_rows import PowerRow


def words(line: PowerRow, locale: str) -> str:
    """The order with its day where one is entered; what an older post says of it stands as it was written."""
    if line.order_day is None:
        return line.order_no
    if locale == "ru":
        return f"приказ от {dates.short(line.order_day)} № {line.order_no}"
    return f"order No. {line.order_no} of {dates.long(line.order_day, 'en')}"
