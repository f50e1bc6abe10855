"""What an answer of a notice is called, in the words of its law."""

from regimes import amending
from regimes.regime import Regime, Text

KIND = Text("Kind of event", "Форма мероприятия")
PAPERS = Text("Papers", "Документы")


def title(regime: Regime, field: str) -> Text:
    """An answer in the words of the law; its own name where the law has none for it."""
    if field == amending.KIND:
        return KIND
    if field == amending.PAPERS:
        return PAPERS
    known = regime.questions.get(field) or regime.inputs.get(field)
    return known.title if known else Text(field, field)
