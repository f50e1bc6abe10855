"""What a monitor asks: is this process alive, can it take a filing."""

from flask import Response, jsonify

from public.views import bp
from web import ready as readiness
from web.gate import gate
from web.work import settings


@bp.get("/health/live")
@gate("public.read")
def live() -> Response:
    """Say that this process answers; asks neither disk nor database."""
    return Response("alive\n", mimetype="text/plain")


@bp.get("/health/ready")
@gate("public.read")
def ready() -> tuple[Response, int]:
    """Say whether a filing could be taken now: 200, else 503. Ages and alarms only for who may know them."""
    said = readiness.state()
    shown = said if readiness.may_know(settings()) else {"ready": said["ready"]}
    answer = jsonify(shown)
    answer.headers["Cache-Control"] = "no-store"
    return answer, 200 if said["ready"] else 503
