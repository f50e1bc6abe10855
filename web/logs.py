"""What goes to the log: one line a time, and of a mistake of ours its place, never what anybody typed."""

import structlog
from flask import Flask


def init_app(app: Flask) -> None:
    """Print without the values of variables: they hold names, telephones and secrets (reliability H-3)."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            ),
        ]
    )
