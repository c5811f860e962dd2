"""What files may be attached to: each room says who reads and writes there, by one function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something that files are attached to (Sv: det en bilaga hör till), as one person sees it.

    ``key`` is what the attachment keeps, ``about`` what the audit log calls it. ``may_write``: whether this person
    may attach and remove here. ``may_publish``: whether what hangs here can be shown to everybody.
    """

    key: str
    municipality: str
    title: str
    address: str
    may_write: bool
    may_publish: bool = False
    about: str = ""

    @property
    def kind(self) -> str:
        """The kind of subject: the key's first word."""
        return self.key.partition(" ")[0]

    @property
    def word(self) -> str:
        """The kind's name in addresses."""
        return SUBJECTS[self.kind].word

    @property
    def pk(self) -> int:
        """The number of the row that the files hang on."""
        return int(self.key.partition(" ")[2])


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectKind:
    """A kind of subject (Sv: slag).

    Attributes:
        name: in the key: ``plan``.
        word: in addresses, Swedish.
        find: returns the subject as a person sees it; None where they may not see it.
        is_open: whether the subject's own page is open to everybody, so that what is marked public may be read.
    """

    name: str
    word: str
    find: Callable[[User | AnonymousUser, int], Subject | None]
    is_open: Callable[[int], bool] = lambda _pk: False


SUBJECTS: dict[str, SubjectKind] = {}


def take_files(kind: SubjectKind) -> None:
    """Let files be attached to a kind of thing; called once by its room, when the app is ready."""
    SUBJECTS[kind.name] = kind


def subject_of(user: User | AnonymousUser, key: str) -> Subject | None:
    """Return what an attachment hangs on as a person sees it; None where they may not see it."""
    name, _, pk = key.partition(" ")
    kind = SUBJECTS.get(name)
    return kind.find(user, int(pk)) if kind else None


def subject_at(user: User | AnonymousUser, word: str, pk: int) -> Subject | None:
    """Return the subject that an address names."""
    kind = next((kind for kind in SUBJECTS.values() if kind.word == word), None)
    return kind.find(user, pk) if kind else None


def is_open(key: str) -> bool:
    """Tell whether the page that an attachment hangs on is open to everybody."""
    name, _, pk = key.partition(" ")
    kind = SUBJECTS.get(name)
    return kind is not None and kind.is_open(int(pk))
