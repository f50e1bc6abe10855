"""Whether there is room to file (AD-17): below the least no notice is taken, and the page says where else to go."""

import shutil

from flask import has_request_context, request

from web.settings import Settings

MB = 1024**2
PAPER = "desk.enter_paper"
"""The clerk's form for a notice on paper files too."""


def free_mb(settings: Settings) -> int:
    """Megabytes that are free where the city lies; a home that is not there yet has none."""
    try:
        return shutil.disk_usage(settings.home).free // MB
    except OSError:
        return 0


def is_enough(settings: Settings) -> bool:
    """Whether what is sent may be taken: the office's own work goes on with little room, filing does not."""
    return not _files() or free_mb(settings) >= settings.watch.disk_least_mb


def _files() -> bool:
    if not has_request_context() or request.method != "POST":
        return False
    return request.blueprint == "intake" or request.endpoint == PAPER
