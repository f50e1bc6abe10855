"""How an online notice is signed: the regime says which way is enough (decisions 6)."""

from regimes.regime import Regime
from workflow.errors import N_, Invalid


def require(regime: Regime, signature: str, way: str, *, declared: bool) -> None:
    """A typed name, or the city's single sign-on where the regime takes it; and the declaration. Raises Invalid."""
    if way != "typed_name" and way not in regime.signature.ways:
        raise Invalid("signature", N_("This law does not take that signature. Type your name."))
    if not signature.strip():
        raise Invalid("signature", N_("Type your name: it stands as your signature."))
    if not declared:
        raise Invalid("declared", N_("Confirm the declaration, or the notice can't be filed."))
