"""Extractive answers: only what stands in a passage, cut between sentences."""

import re
from pathlib import Path

import pytest

from agents.policy import ANSWER_CHARS
from agents.response.extract import extract, plain
from knowledge.chunks import cut
from tests.unit.knowledge.reading import documents_below

DEMO = Path(__file__).parents[3] / "infra" / "demo" / "knowledge"
QUESTIONS = ("What should I do?", "How long does charging take at 11 kW?", "cost of the warranty in the year")
TABLE = "| Where | Power | Kite |\n|---|:-:|---|\n| Socket | 2.3 kW | 29 hours |\n| Wallbox | 11 kW | 6 hours |"
LONG = " ".join(f"Sentence number {word} says something about {word} parts." for word in "abcdefghijklmnop")


def flat(text: str) -> str:
    return " ".join(text.split())


def test_marks_and_links_are_dropped_and_the_words_stay() -> None:
    assert plain("**Stop** and read `this` [page](https://example.com/a).") == "Stop and read this page."
    assert plain("__Never__ tow it.") == "Never tow it."
    assert plain("See [the list](https://example.com/a_(b)) first.") == "See the list first."


def test_bullets_become_dashes_and_steps_keep_their_numbers() -> None:
    assert plain("- first\n* second\n1. third") == "– first\n– second\n1. third"


def test_a_table_row_names_its_columns() -> None:
    assert plain(TABLE) == "– Socket – Power: 2.3 kW; Kite: 29 hours\n– Wallbox – Power: 11 kW; Kite: 6 hours"


def test_an_empty_first_cell_does_not_move_the_others() -> None:
    assert plain("|| Kite | Heron |\n|---|---|---|\n|| 1 | 2 |") == "–  – Kite: 1; Heron: 2"


def test_two_tables_keep_their_own_headings() -> None:
    text = plain("| A | B |\n|---|---|\n| 1 | 2 |\n\nBetween.\n\n| C | D |\n|---|---|\n| 3 | 4 |")
    assert text == "– 1 – B: 2\n\nBetween.\n\n– 3 – D: 4"


def test_a_table_of_one_column_is_a_list() -> None:
    assert plain("| Fuse |\n|---|\n| F12 |") == "– F12"


def test_a_short_passage_is_the_answer_as_a_whole() -> None:
    text = "Open the flap. Then connect the cable.\n\n1. Open.\n2. Connect."
    assert extract("anything", text) == "Open the flap. Then connect the cable.\n1. Open.\n2. Connect."


def test_a_paragraph_after_a_list_stands_apart_from_it() -> None:
    assert extract("anything", "1. Open.\n2. Close.\n\nIt is free.") == "1. Open.\n2. Close.\n\nIt is free."


def test_a_table_that_stands_first_comes_after_the_sentence_that_says_what_it_means() -> None:
    answer = extract("how long?", f"{TABLE}\n\nThe Kite is full in 6 hours.")
    assert answer.splitlines()[0] == "The Kite is full in 6 hours."
    assert answer.splitlines()[1:] == plain(TABLE).splitlines()
    assert extract("how long?", TABLE) == plain(TABLE)


def test_of_a_long_passage_the_part_that_shares_the_questions_words_is_given() -> None:
    answer = extract("which parts does number m speak of", LONG.replace("about m parts", "about mufflers and exhausts"))
    assert "Sentence number a " in answer  # a tie is won by the earlier part
    answer = extract("mufflers and exhausts?", LONG.replace("about m parts", "about mufflers and exhausts"))
    assert "mufflers and exhausts" in answer
    assert "Sentence number a " not in answer
    assert len(answer) <= ANSWER_CHARS


def test_where_no_word_is_shared_the_part_that_means_something_like_the_question_is_given() -> None:
    text = LONG.replace("about m parts", "about mufflers and exhausts")
    assert "mufflers" not in extract("Was ist mit dem Auspuff?", text)
    assert "mufflers" in extract("Was ist mit dem Auspuff?", text, "mufflers and exhausts")


def test_a_sentence_longer_than_the_limit_is_given_whole() -> None:
    sentence = "This one sentence goes on " + "and on " * 100 + "to its end."
    assert extract("goes on", f"{sentence} Next one.") == sentence


PASSAGES = [piece for document in documents_below(DEMO) for piece in cut(document)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_of_every_demo_passage_each_line_of_the_answer_is_verbatim_and_whole_sentences(question: str) -> None:
    assert len(PASSAGES) > 200
    for passage in PASSAGES:
        text, answer = plain(passage.text), extract(question, passage.text)
        ends_of_lines = tuple(line.strip() for line in text.splitlines() if line.strip())
        assert len(answer) <= ANSWER_CHARS or "\n" not in answer, passage.id
        for line in filter(None, answer.splitlines()):
            where = flat(text).find(line)
            before = flat(text)[:where].rstrip()
            assert where >= 0, (passage.id, line)
            assert re.search(r"[.!?:][\"')]?$", line) or line.endswith(ends_of_lines), (passage.id, line)
            starts = not before or re.search(r"[.!?:][\"')]?$", before) or line.startswith("– ")
            assert starts or any(end.startswith(line[:30]) for end in ends_of_lines), (passage.id, line)
