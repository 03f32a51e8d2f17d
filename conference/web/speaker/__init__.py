"""The speaker's face."""

from flask import Blueprint

blueprint = Blueprint("speaker", __name__)
