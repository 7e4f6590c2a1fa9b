"""Extractive answers: only what stands in a passage, cut between sentences."""

from pathlib import Path

import pytest

from agents.policy import ANSWER_CHARS, LIST_CHARS
from agents.response.extract import extract
from contracts.findings.knowledge import Passage
from knowledge.chunks import split
from knowledge.formats.blocks import Kind
from knowledge.units import passage_text, units_of
from tests.unit.knowledge.reading import documents_below

DEMO = Path(__file__).parents[4] / "infra" / "demo" / "knowledge"
QUESTIONS = ("What should I do?", "How long does charging take at 11 kW?", "cost of the warranty in the year")
TABLE = "| Where | Power | Kite |\n|---|:-:|---|\n| Socket | 2.3 kW | 29 hours |\n| Wallbox | 11 kW | 6 hours |"
ROWS = ["– Socket – Power: 2.3 kW; Kite: 29 hours", "– Wallbox – Power: 11 kW; Kite: 6 hours"]
LONG = " ".join(f"Sentence number {word} says something about {word} parts." for word in "abcdefghijklmnop")


def passage(text: str, *tables: str, best_part: str = "") -> Passage:
    """A passage of tables, then paragraphs and lists."""
    blocks: list[tuple[Kind, str]] = [("table", table) for table in tables]
    blocks += [("list" if block[0].isdigit() else "text", block) for block in text.split("\n\n") if block]
    said = passage_text([unit for kind, block in blocks for unit in units_of(kind, block)])
    about = {"id": "a#b", "title": "A", "section": "B", "source": "a.md", "language": "en"}
    return Passage(**about, text=said.text, units=said.units, best_part=best_part, score=1, similarity=1)


def test_a_short_passage_is_the_answer_as_a_whole() -> None:
    text = "Open the flap. Then connect the cable.\n\n1. Open.\n2. Connect."
    assert extract("anything", passage(text)) == "Open the flap. Then connect the cable.\n1. Open.\n2. Connect."


def test_a_paragraph_after_a_list_stands_apart_from_it() -> None:
    assert extract("anything", passage("1. Open.\n2. Close.\n\nIt is free.")) == "1. Open.\n2. Close.\n\nIt is free."


def test_a_table_that_stands_first_comes_after_the_sentence_that_says_what_it_means() -> None:
    answer = extract("how long?", passage("The Kite is full in 6 hours.", TABLE))
    assert answer.splitlines() == ["The Kite is full in 6 hours.", *ROWS]
    assert extract("how long?", passage("", TABLE)).splitlines() == ROWS


def test_of_a_long_table_the_rows_that_are_named_are_given_and_a_table_that_fits_a_screen_as_a_whole() -> None:
    models = ("Kite", "Tern", "Heron")
    table = "| Model | Load |\n|---|---|\n" + "\n".join(
        f"| {model} | {'2.6 bar in each tyre, ' * 6} |" for model in models
    )
    answer = extract("what does the Heron need", passage("It depends on the model.", table))
    assert [model for model in models if model in answer] == ["Heron"]
    assert answer.startswith("It depends on the model.\n– Heron")
    answer = extract("what do Kite and Heron need", passage("It depends on the model.", table))
    assert [model for model in models if model in answer] == ["Kite", "Heron"]
    answer = extract("what do they need", passage("It depends on the model.", table))
    assert len(answer) > ANSWER_CHARS
    assert all(model in answer for model in models)


def test_of_rows_about_models_those_of_the_model_asked_about_are_given() -> None:
    table = "| Model | Boot |\n|---|---|\n| Kite | 365 litres |\n| Tern | 480 litres |\n| All | dry |"
    boot = passage("The boot is large.", table).changed(models=("Kite", "Tern"))
    assert extract("how big is the kite's boot", boot).splitlines() == [
        "The boot is large.",
        "– Kite – Boot: 365 litres",
        "– All – Boot: dry",
    ]
    assert len(extract("how big is the boot", boot).splitlines()) == 4
    assert len(extract("how big is the Heron's boot", boot).splitlines()) == 4


def test_of_a_long_passage_the_part_that_shares_the_questions_words_is_given() -> None:
    answer = extract(
        "which parts does number m speak of", passage(LONG.replace("about m parts", "about mufflers and exhausts"))
    )
    assert "Sentence number a " in answer  # a tie is won by the earlier part
    answer = extract("mufflers and exhausts?", passage(LONG.replace("about m parts", "about mufflers and exhausts")))
    assert "mufflers and exhausts" in answer
    assert "Sentence number a " not in answer
    assert len(answer) <= ANSWER_CHARS


def test_where_no_word_is_shared_the_part_that_means_something_like_the_question_is_given() -> None:
    text = LONG.replace("about m parts", "about mufflers and exhausts")
    assert "mufflers" not in extract("Was ist mit dem Auspuff?", passage(text))
    assert "mufflers" in extract("Was ist mit dem Auspuff?", passage(text, best_part="mufflers and exhausts"))


def test_a_sentence_longer_than_the_limit_is_given_whole() -> None:
    sentence = "This one sentence goes on " + "and on " * 100 + "to its end."
    assert extract("goes on", passage(f"{sentence} Next one.")) == sentence


def test_a_passage_of_a_version_that_told_no_units_is_given_as_it_is() -> None:
    old = passage("One. Two.").changed(units=())
    assert extract("anything", old) == "One. Two."


PASSAGES = [one for document in documents_below(DEMO) for one in split(document)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_of_every_demo_passage_the_answer_is_whole_units_in_their_order(question: str) -> None:
    assert len(PASSAGES) > 200
    for stored in PASSAGES:
        shared = stored.model_dump(include=set(Passage.model_fields))
        answer = extract(question, Passage(**shared, score=1, similarity=1))
        units = [stored.text[unit.start : unit.end] for unit in stored.units]
        listed = any(unit.kind != "sentence" for unit in stored.units)
        assert len(answer) <= (LIST_CHARS if listed else ANSWER_CHARS) or answer in units, stored.id
        left = answer
        for unit in sorted(units, key=len, reverse=True):
            left = left.replace(unit, "", 1)
        assert not left.strip(), stored.id
