"""What of a notice was read, in words: the register of readings keeps names of questions, alike under every law."""

from desk.speech import _


def read_words(fields: str) -> str:
    """Name the parts that were read, with commas; a name that nobody knows stays as it is."""
    known = {
        "organiser": _("name of the organiser"),
        "organiser_kind": _("who the organiser is"),
        "address": _("postal address"),
        "postcode": _("postcode"),
        "phone": _("telephone"),
        "email": _("e-mail address"),
        "authorised": _("authorised persons"),
        "attorney": _("attorney"),
        "bank_account": _("bank account"),
        "deputy_office": _("office of the deputy"),
        "purpose": _("purpose"),
        "papers": _("papers that name people"),
    }
    return ", ".join(known.get(name, name) for name in fields.split(",") if name)
