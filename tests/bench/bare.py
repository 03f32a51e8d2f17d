"""A bare Flask page on the server that `conference serve` is, and nothing else: `python -m tests.bench.bare PORT`."""

import sys

from flask import Flask
from gunicorn.app.base import BaseApplication

from conference.cli.serve import options_of

THREADS = 8  # as `conference serve` has by itself


class BareServer(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn with the options of our own server, without our worker."""

    def __init__(self, port: int) -> None:
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        """The same options as `conference serve`."""
        for name, value in options_of("127.0.0.1", self.port, workers=1, threads=THREADS).items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """One view that answers two words."""
        app = Flask("bare")
        app.add_url_rule("/", "hello", lambda: "Hello there")
        return app


if __name__ == "__main__":
    BareServer(int(sys.argv[1])).run()
