"""Fifty people who save at once: nobody's text is lost, nobody sees a fault, and who was second is told."""

from __future__ import annotations

import threading

import pytest

from durability.installation import SEED, STATE, Answer, Visitor

PEOPLE = 50
ROUNDS = 3


def all_at_once(visitors: list[Visitor], work) -> list[list[Answer]]:
    """Let each do their own work at the same moment."""
    ready = threading.Barrier(len(visitors))
    answers: list[list[Answer]] = [[] for _ in visitors]

    def run(number: int) -> None:
        ready.wait()
        answers[number] = list(work(visitors[number], number))

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(visitors))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.durability
def test_fifty_people_save_at_once(installation, capsys):
    seed = installation.ask(SEED, str(PEOPLE), str(PEOPLE))
    own = seed["priorities"]
    shared = own[0]

    def work(visitor: Visitor, number: int):
        for revision in range(1, ROUNDS + 1):
            if number:
                text = f"person {number} gång {revision}"
                yield visitor.post(
                    f"/prioritering/{own[number]}/andra/",
                    {"title": f"Område {number}", "text": text, "revision": revision},
                )
            contested = {"title": "Område 0", "text": f"tävlan {number} {revision}", "revision": revision}
            yield visitor.post(f"/prioritering/{shared}/andra/", contested)

    with installation.served() as server:
        visitors = [Visitor(server.port, session) for session in seed["sessions"]]
        answers = all_at_once(visitors, work)
    state = installation.ask(STATE)

    flat = [answer for person in answers for answer in person]
    assert {answer.status for answer in flat} <= {302, 409}
    assert len(flat) == PEOPLE * ROUNDS * 2 - ROUNDS
    for number in range(1, PEOPLE):
        assert all(answer.status == 302 for answer in answers[number][::2]), "nobody else writes there"
        assert state["texts"][str(own[number])] == [f"person {number} gång {ROUNDS}", ROUNDS + 1]
    contested = [a for number, person in enumerate(answers) for a in (person if number == 0 else person[1::2])]
    won = [answer for answer in contested if answer.status == 302]
    saves = [event for event in state["events"] if event[0] == "plans.save_priority"]
    of_shared = [event for event in saves if event[1].endswith(f"priority {shared}")]
    assert len(of_shared) == len(won) == state["texts"][str(shared)][1] - 1
    assert state["texts"][str(shared)][0] == of_shared[-1][2]["text"], "the last who was told wins"
    assert all("Någon annan" in answer.text for answer in contested if answer.status == 409)
    assert len(saves) == len(won) + (PEOPLE - 1) * ROUNDS
    assert state["whole"]
    assert state["length"] == len(state["events"])
    waits = sorted(answer.seconds for answer in flat)
    with capsys.disabled():
        half, most = (waits[int(len(waits) * share)] for share in (0.5, 0.95))
        print(f"\n  {PEOPLE} at once: half answered within {half:.2f} s, 95 of 100 within {most:.2f} s", end=" ")
