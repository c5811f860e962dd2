"""A page asks the database the same thing once; whoever writes, and the next page, asks anew."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from tryggve.web.once import AskOnce, once_in_a_request


@pytest.fixture
def asked():
    return []


def answers(asked, method: str) -> list[int]:
    @once_in_a_request
    def ask(number: int) -> int:
        asked.append(number)
        return len(asked)

    def view(_request) -> HttpResponse:
        return HttpResponse(f"{ask(1)} {ask(1)} {ask(2)}")

    ask(1)
    pages = [AskOnce(view)(RequestFactory().generic(method, "/")) for _ in range(2)]
    return [int(number) for page in pages for number in page.content.split()]


def test_page_asks_once_and_the_next_page_asks_again(asked):
    assert answers(asked, "GET") == [2, 2, 3, 4, 4, 5]


def test_request_that_may_write_asks_every_time(asked):
    assert answers(asked, "POST") == [2, 3, 4, 5, 6, 7]


def test_what_a_broken_page_asked_is_forgotten(asked):
    @once_in_a_request
    def ask() -> int:
        asked.append(1)
        return len(asked)

    def view(_request) -> HttpResponse:
        ask()
        raise ValueError

    with pytest.raises(ValueError):
        AskOnce(view)(RequestFactory().get("/"))
    assert ask() == 2


MOST_QUERIES = 60


@pytest.mark.parametrize("path", ["/", "/lagesbild/", "/start/", "/plan/"])
def test_page_of_figures_asks_little(coordinator, live, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        assert coordinator.get(path).status_code == 200
