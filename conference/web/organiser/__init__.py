"""The organiser's face."""

from flask import Blueprint

blueprint = Blueprint("organiser", __name__)
