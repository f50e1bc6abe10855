"""The blueprint of this door; views join it when the door opens."""

from flask import Blueprint

bp = Blueprint("intake", __name__)
