"""Lines as sentences that can be read aloud."""

import pytest

from agents.response.read_aloud import as_sentence, ended, in_sentences, spoken_sentence


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a cable", "a cable."),
        ("a cable [1]", "a cable. [1]"),
        ("a cable [1, 2] [3]", "a cable. [1, 2] [3]"),
        ("A cable.", "A cable."),
        ("A cable? [1]", "A cable? [1]"),
        ("You need:", "You need:"),
        ('It says "stop."', 'It says "stop."'),
        ("a cable (11 kW)", "a cable (11 kW)."),
        ("", ""),
        ("[1]", "[1]"),
    ],
)
def test_a_line_without_an_end_is_given_one_before_its_markers(line: str, said: str) -> None:
    assert as_sentence(line) == said


def test_lines_follow_one_another_without_the_dashes_of_lists() -> None:
    assert in_sentences("You need:\n– a cable\n\n- a card [1]\n") == "You need: a cable. a card. [1]"


def test_a_dash_within_a_line_and_a_date_at_its_beginning_stay() -> None:
    assert in_sentences("12. Mai – ein Montag.") == "12. Mai – ein Montag."


def test_what_announces_a_list_that_is_left_out_ends() -> None:
    assert [ended("You need:"), ended("You need it."), ended("First; ".strip())] == [
        "You need.",
        "You need it.",
        "First.",
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Stop now. [1] ", "Stop now. [1] "),
        ("- Stop now. [1]\n", "Stop now. [1] "),
        ("* a cable [1]\n", "a cable. [1] "),
        ("| Socket | 29 hours | [1]\n", "Socket, 29 hours. [1] "),
        ("See [the page](https://example.com/a) for more. [1]", "See the page for more. [1]"),
        ("Stop\n  now. ", "Stop now. "),
        ("\n", " "),
        ("", ""),
    ],
)
def test_a_sentence_of_a_model_is_said_without_marks_of_lists_tables_and_links(written: str, said: str) -> None:
    assert spoken_sentence(written) == said
