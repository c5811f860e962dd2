"""A real installation in folders of its own, and a real server that can be killed."""

from __future__ import annotations

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

CSRF = "abcdefghijklmnopqrstuvwxyzABCDEF"
DJANGO = "import json, os, sys\nimport django\ndjango.setup()\n"


@dataclass
class Installation:
    """A data folder and a database; commands and servers run in processes of their own."""

    data: Path
    address: str = ""
    settings: str = "tryggve.web.settings"

    @property
    def surroundings(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRYGGVE", "DATABASE"))}
        kept |= {"TRYGGVE_DATA": str(self.data), "TRYGGVE_PLACE": "9901", "DJANGO_SETTINGS_MODULE": self.settings}
        kept["PYTHONPATH"] = os.pathsep.join(sys.path)
        return kept | ({"DATABASE_URL": self.address} if self.address else {})

    def command(self, *words: str, code: int = 0) -> str:
        """Run ``tryggve`` and return what it wrote."""
        run = subprocess.run(
            [sys.executable, "-m", "tryggve.cli.main", *words],
            env=self.surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == code, run.stdout + run.stderr
        return run.stdout + run.stderr

    def ask(self, script: str, *words: str):
        """Run a script in Django; return what it puts into ``answer``."""
        run = subprocess.run(
            [sys.executable, "-c", f"{DJANGO}{script}\nprint(json.dumps(answer))", *words],
            env=self.surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout.splitlines()[-1])

    @contextmanager
    def served(self, *, largest_file: int = 0) -> Iterator[Server]:
        """Serve until the block ends; ``largest_file`` limits how many bytes a file of the server may have."""
        server = Server(self, largest_file=largest_file)
        try:
            yield server
        finally:
            server.kill()


class Server:
    """A running ``tryggve serve``."""

    def __init__(self, installation: Installation, *, largest_file: int = 0) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = installation.data / f"server-{self.port}.log"

        def limit() -> None:
            if largest_file:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, resource.RLIM_INFINITY))

        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tryggve.cli.main", "serve", "--port", str(self.port)],
                env=installation.surroundings,
                stdout=out,
                stderr=out,
                preexec_fn=limit,
            )
        self._wait()

    def _wait(self) -> None:
        for _ in range(300):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", self.port)):
                    return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def kill(self) -> None:
        """End the server as a power cut would end it: it gets no chance to tidy up."""
        self.process.kill()
        self.process.wait(10)


@dataclass
class Answer:
    """What the server answered."""

    status: int
    text: str
    seconds: float


@dataclass
class Visitor:
    """Somebody signed in."""

    port: int
    session: str

    def get(self, path: str) -> Answer:
        return self._send("GET", path, None)

    def post(self, path: str, values: Mapping[str, object]) -> Answer:
        return self._send("POST", path, urlencode({**values, "csrfmiddlewaretoken": CSRF}, doseq=True))

    def _send(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={CSRF}"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.request(method, path, body, headers)
            got = connection.getresponse()
            text = got.read().decode(errors="replace")
        return Answer(got.status, text, time.perf_counter() - start)


SEED = """
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore
from tryggve.web.organisation.actions import add_unit
from tryggve.web.organisation.models import Membership
from tryggve.web.plans.actions import add_part, create_plan
from tryggve.web.plans.parts import MEASURE, PRIORITY

people, priorities = int(sys.argv[1]), int(sys.argv[2])
backend = "django.contrib.auth.backends.ModelBackend"
sessions = []
for number in range(people):
    user = User.objects.create(username=f"person{number}")
    user.groups.add(Group.objects.get(name="coordinator"))
    Membership.objects.create(user=user, municipality="9901")
    session = SessionStore()
    session.update({"_auth_user_id": str(user.pk), "_auth_user_backend": backend})
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    sessions.append(session.session_key)
units = [add_unit(municipality="9901", name=name, kind="department", by="provet").pk for name in ("Ett", "Två")]
plan = create_plan(municipality="9901", values={"title": "Plan", "starts": "2027", "ends": "2029"}, by="provet")
rows = [add_part(PRIORITY, parent=plan, values={"title": f"Område {n}"}, by="provet") for n in range(priorities)]
measure = add_part(MEASURE, parent=rows[0], values={"title": "Åtgärd"}, by="provet")
answer = {
    "sessions": sessions, "units": units, "plan": plan.pk, "measure": measure.pk, "priorities": [r.pk for r in rows]
}
"""

STATE = """
from django.db import connection
from tryggve.web.audit.chain import check_chain
from tryggve.web.audit.models import AuditEvent
from tryggve.web.plans.models import Activity, Priority

found = check_chain()
with connection.cursor() as cursor:
    sound = "ok"
    if connection.vendor == "sqlite":
        cursor.execute("PRAGMA integrity_check")
        sound = cursor.fetchone()[0]
        connection.check_constraints()
answer = {
    "whole": found.whole, "length": found.events, "sound": sound,
    "activities": {
        a.pk: [a.title, a.partners.count(), [str(b.amount) for b in a.budgets.all()]] for a in Activity.objects.all()
    },
    "texts": {p.pk: [p.text, p.revision] for p in Priority.objects.all()},
    "events": [[e.action, e.object, e.after] for e in AuditEvent.objects.order_by("id")],
}
"""
