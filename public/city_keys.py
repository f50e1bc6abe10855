"""The city's keys and newest checkpoints, for everybody: to check a letter without asking the city about it."""

from flask import Response, render_template

from public.views import bp
from web import checkpoints, sealing
from web.gate import gate
from web.work import now, reading, settings
from workflow import handed_out
from workflow.handed_out import HandedOut


def _found() -> HandedOut:
    keys = [one.key for one in checkpoints.signers(settings())]
    with reading() as work:
        return handed_out.everything(work, sealing.signing_now(settings(), now()), keys)


@bp.get("/check-letter/keys")
@gate("public.read")
def city_keys() -> str:
    """Show them, and say in plain words how a letter is checked with them."""
    return render_template("public/city_keys.html", found=_found(), zone=settings().timezone)


@bp.get("/check-letter/keys/city.txt")
@gate("public.read")
def city_keys_file() -> Response:
    """Give all of them in one file."""
    text = handed_out.as_text(settings().city.name.en, _found())
    answer = Response(text, content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="city.txt"'
    return answer
