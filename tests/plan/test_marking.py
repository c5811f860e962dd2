"""What is guessed of a text's paragraphs, and the parts that the marks make."""

from __future__ import annotations

import pytest

from tryggve.errors import BadValueError
from tryggve.plan.marking import Mark, bare_title, guess_marks, marked_plan
from tryggve.plan.word_file import Passage, read_pasted

TABLE = "Aktivitet\tAnsvarig\tNär\tKostnad\nNattvandring\tFritid\t2027–2028\t20 000 kr"


def made(text: str, *marks: Mark):
    passages = read_pasted(text)
    return marked_plan(passages, marks or guess_marks(passages)).parts


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Mål 1: Fler trygga", "Fler trygga"),
        ("- Säkra gång- och cykelvägar", "Säkra gång- och cykelvägar"),
        ("Säkra gång- och cykelvägar", "Säkra gång- och cykelvägar"),
        ("1.2) Läxhjälp", "Läxhjälp"),
        ("Radio om trygghet", "Radio om trygghet"),
        ("o Grannsamverkan", "Grannsamverkan"),
        ("Senast 2029. Alla ska nås", "Senast 2029. Alla ska nås"),
    ],
)
def test_only_what_stands_first_is_taken_off_a_title(said, title):
    assert bare_title(said) == title


def test_headings_labels_and_tables_are_guessed():
    text = f"# Bakgrund\nVarför.\n# Prioriterat område: Kvällar\nMål: Fler ute\nÅtgärd: Vuxna ute\n{TABLE}"
    assert guess_marks(read_pasted(text)) == (
        *(Mark.SKIP, Mark.BACKGROUND, Mark.PRIORITY, Mark.GOAL, Mark.MEASURE, Mark.SKIP, Mark.ACTIVITY),
    )


def test_a_tables_row_tells_who_and_when():
    text = f"Prioriterat område: Kvällar\nÅtgärd: Vuxna ute\n{TABLE}"
    activity = made(text)[-1]
    assert (activity.title, activity.owner) == ("Nattvandring", "Fritid")
    assert (activity.starts, activity.ends) == ("2027", "2028")
    assert activity.text == "Kostnad: 20 000 kr"


def test_a_time_that_nobody_can_be_sure_of_stays_in_the_text():
    text = f"Prioriterat område: Kvällar\nÅtgärd: Vuxna ute\n{TABLE}".replace("2027–2028", "löpande")
    activity = made(text)[-1]
    assert activity.starts == activity.ends == ""
    assert "När: löpande" in activity.text


def test_a_part_without_anything_to_hold_it_is_told_with_its_number():
    with pytest.raises(BadValueError) as caught:
        made("Nattvandring", Mark.ACTIVITY)
    assert caught.value.where.row == 1
    with pytest.raises(BadValueError, match="Nothing is marked"):
        made("Nattvandring", Mark.SKIP)


def test_a_new_priority_does_not_take_the_last_ones_measure():
    with pytest.raises(BadValueError):
        made("A\nB\nC\nD", Mark.PRIORITY, Mark.MEASURE, Mark.PRIORITY, Mark.ACTIVITY)


def test_a_long_title_is_cut_and_the_whole_kept():
    whole = "Trygga kvällar " * 30
    (part,) = marked_plan((Passage(number=1, text=whole.strip()),), (Mark.PRIORITY,)).parts
    assert len(part.title) <= 200
    assert part.text == whole.strip()
