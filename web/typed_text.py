"""Text that a page takes without a form of its own: the policy of texts holds there as well."""

from flask import request

from web.text import TEXT_LONGEST, Unfit, clean
from workflow.errors import Invalid


def said(name: str, *, longest: int = TEXT_LONGEST, at: str = "") -> str:
    """What was typed under this name, in its stored form. Invalid, at this name or `at`, for what can't be stored."""
    try:
        return clean(request.form.get(name, ""), longest=longest).text
    except Unfit as stop:
        raise Invalid(at or name, stop.text, **stop.values) from stop
