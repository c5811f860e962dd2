"""A server killed in the middle of saving: what it acknowledged is there, and nothing is half there."""

from __future__ import annotations

import re
import threading
import time
from http.client import HTTPException

import pytest

from durability.installation import SEED, STATE, Installation, Visitor

WRITERS, KILLED_AFTER, LIVES = 8, 60, 2
BUDGETS = {f"budget_{n}_{name}": value for n in range(3) for name, value in (("year", 2027 + n), ("amount", 1000 + n))}


class Saving:
    """Writers who add activities until the server is gone, and remember what they were told was saved."""

    def __init__(self, installation: Installation, seed: dict, life: int) -> None:
        self.installation, self.seed, self.life = installation, seed, life
        self.acknowledged: list[str] = []
        self.refused: list[int] = []

    def write_until_killed(self) -> None:
        with self.installation.served() as server:
            threads = [
                threading.Thread(target=self._write, args=(Visitor(server.port, session), number))
                for number, session in enumerate(self.seed["sessions"])
            ]
            for thread in threads:
                thread.start()
            end = time.monotonic() + 60
            while len(self.acknowledged) < KILLED_AFTER and time.monotonic() < end:
                time.sleep(0.002)
            server.kill()
            for thread in threads:
                thread.join()

    def _write(self, visitor: Visitor, number: int) -> None:
        for count in range(10_000):
            title = f"{self.life}-{number}-{count}"
            values = {"title": title, "owner": self.seed["units"][0], "partners": self.seed["units"], **BUDGETS}
            try:
                answer = visitor.post(f"/atgard/{self.seed['measure']}/ny-aktivitet/", values)
            except (OSError, HTTPException):
                return
            if answer.status == 302:
                self.acknowledged.append(title)
            else:
                self.refused.append(answer.status)


def assert_nothing_lost(state: dict, acknowledged: list[str]) -> None:
    stored = {title: (pk, partners, budgets) for pk, (title, partners, budgets) in state["activities"].items()}
    assert set(acknowledged) - set(stored) == set(), "acknowledged, and lost"
    halves = [t for t, (_, partners, budgets) in stored.items() if partners != 2 or len(budgets) != 3]
    assert halves == [], "stored in part"
    told = [re.search(r"activity (\d+)", about)[1] for action, about, _ in state["events"] if "add_activity" in action]
    assert sorted(told) == sorted(state["activities"]), "an activity without its event, or an event without it"
    assert state["whole"]
    assert state["length"] == len(state["events"])
    assert state["sound"] == "ok"


def test_what_was_acknowledged_survives_a_killed_server(installation):
    seed = installation.ask(SEED, str(WRITERS), "1")
    acknowledged: list[str] = []
    for life in range(LIVES):
        saving = Saving(installation, seed, life)
        saving.write_until_killed()
        assert saving.refused == []
        assert len(saving.acknowledged) >= KILLED_AFTER
        acknowledged += saving.acknowledged
    assert_nothing_lost(installation.ask(STATE), acknowledged)
    assert "hel" in installation.command("audit", "verify")


@pytest.mark.durability
def test_server_killed_many_times_keeps_all(installation, monkeypatch):
    seed = installation.ask(SEED, str(WRITERS), "1")
    acknowledged: list[str] = []
    for life in range(5):
        saving = Saving(installation, seed, life)
        monkeypatch.setattr("durability.test_killed.KILLED_AFTER", 15 + 20 * life)
        saving.write_until_killed()
        assert saving.refused == []
        acknowledged += saving.acknowledged
    assert_nothing_lost(installation.ask(STATE), acknowledged)
