"""A mail server of the tests' own: it speaks enough SMTP (RFC 5321) to take letters over a real socket."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

REFUSED = "finns-inte@example.org"


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.server.sessions += 1
        self._say("220 prov")
        while line := self.rfile.readline():
            word = line.decode().strip().upper()
            if word.startswith("RCPT") and REFUSED.upper() in word:
                self._say("550 no such mailbox")
            elif word == "DATA":
                self._take()
            elif word == "QUIT":
                return self._say("221 hej")
            else:
                self._say("250 prov")
        return None

    def _take(self) -> None:
        self._say("354 skriv")
        rows = []
        while (row := self.rfile.readline()) != b".\r\n":
            assert row.endswith(b"\r\n")
            rows.append(row[1:] if row.startswith(b"..") else row)
        self.server.letters.append(message_from_bytes(b"".join(rows), policy=policy.default))
        self._say("250 taget")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """Listens at a free port and keeps what it is sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.letters: list[EmailMessage] = []
        self.sessions = 0


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a mail server for a while."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(5)
