"""A form as a browser sends it back: the fields that the page shows, with what stands in them."""

from __future__ import annotations

from html.parser import HTMLParser

UNSENT = ("submit", "button", "file", "image", "reset")


class _Reader(HTMLParser):
    """Gathers what the forms of a page would send; a button sends nothing, since none is pressed."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self.sent: dict[str, list[str]] | None = None
        self.area = ""
        self.select = ""
        self.choices: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.sent = {}
            if given.get("method", "get").lower() == "post":
                self.forms.append(self.sent)
        if self.sent is None or "disabled" in given:
            return
        name = given.get("name", "")
        if tag == "input" and name and given.get("type", "text") not in UNSENT:
            ticked = given.get("type") in ("checkbox", "radio")
            if not ticked or "checked" in given:
                self.sent.setdefault(name, []).append(given.get("value", "on" if ticked else ""))
        if tag == "textarea" and name:
            self.area = name
            self.sent.setdefault(name, []).append("")
        if tag == "select":
            self.select, self.choices = name, []
        if tag == "option" and self.select:
            self.choices.append((given.get("value", ""), "selected" in given))

    def handle_data(self, data):
        if self.area and self.sent is not None:
            self.sent[self.area][-1] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.sent is not None:
            # A browser drops the line break that Django puts first, and sends every other as two characters.
            text = self.sent[self.area][-1].removeprefix("\n")
            self.sent[self.area][-1] = text.replace("\r\n", "\n").replace("\n", "\r\n")
            self.area = ""
        if tag == "select" and self.sent is not None:
            chosen = [value for value, is_chosen in self.choices if is_chosen]
            chosen = chosen or [value for value, _chosen in self.choices[:1]]
            self.sent.setdefault(self.select, []).extend(chosen)
            self.select = ""
        if tag == "form":
            self.sent = None


def shown_forms(page: str) -> list[dict[str, list[str]]]:
    """Return what each form of a page that writes would send if it were sent untouched."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def shown_form(page: str, field: str) -> dict[str, list[str]]:
    """Return what the form with a field of this name would send."""
    return next(sent for sent in shown_forms(page) if field in sent)
