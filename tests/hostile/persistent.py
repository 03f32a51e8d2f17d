"""People who do not give up: each sends the same form again until the server has answered that it took it."""

import http.client
import random
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.pages import Page

PATIENCE_SECONDS = 10
PAUSES = (0.05, 0.3)


@dataclass
class Attempts:
    """What one person did: the forms that were sent, and the answer at last ("" for none)."""

    email: str
    sent: int = 0
    answer: str = ""


@dataclass
class Crowd:
    """Threads that register one new person after the other until they are told to stop."""

    port: int
    path: str
    number: int
    seed: int
    people: list[Attempts] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def begin(self) -> None:
        """Let them come."""
        self.threads = [threading.Thread(target=self._keep_coming, args=(one,)) for one in range(self.number)]
        for thread in self.threads:
            thread.start()

    def end(self) -> None:
        """Let each finish what they are at: nobody leaves with a form that was sent and not answered."""
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    @property
    def acknowledged(self) -> list[str]:
        """The addresses whose form was taken, as the server said."""
        return [person.email for person in self.people if person.answer]

    def _keep_coming(self, which: int) -> None:
        chance, count = random.Random(f"{self.seed}:{which}"), 0
        while not self.stopping.is_set():
            count += 1
            person = Attempts(f"p{which}-{count}@example.org")
            self.people.append(person)
            self._register(person, chance)

    def _register(self, person: Attempts, chance: random.Random) -> None:
        form: dict[str, str] | None = None
        cookie = ""
        while not person.answer and not (form is None and self.stopping.is_set()):
            try:
                if form is None:
                    form, cookie = self._open(person)
                person.sent += 1
                person.answer = self._send(form, cookie)
            except (OSError, http.client.HTTPException):
                time.sleep(chance.uniform(*PAUSES))

    def _open(self, person: Attempts) -> tuple[dict[str, str], str]:
        answer, body = self._ask("GET", {}, "")
        if answer.status != 200:
            raise http.client.HTTPException(f"{self.path}: {answer.status}")
        cookie = (answer.getheader("Set-Cookie") or "").split(";")[0]
        return {**Page(body).fields_of(-1), "name": "A person", "email": person.email}, cookie

    def _send(self, form: dict[str, str], cookie: str) -> str:
        """Where the answer leads; anything but a redirect to our own page is tried again."""
        answer, _body = self._ask("POST", form, cookie)
        if answer.status != 303:
            raise http.client.HTTPException(f"{self.path}: {answer.status}")
        return answer.getheader("Location") or ""

    def _ask(self, method: str, form: dict[str, str], cookie: str) -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Connection": "close"}
            connection.request(method, self.path, urlencode(form) or None, {**headers, "Cookie": cookie})
            answer = connection.getresponse()
            return answer, answer.read().decode()
        finally:
            connection.close()
