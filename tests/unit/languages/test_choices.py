"""Which of several offers a message chooses."""

import pytest

from languages.choices import chosen, means_the_other

OFFERED = ("red", "amber", "a person")


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("the second one", "amber"),
        ("No, the first please", "red"),
        ("2", "amber"),
        ("the last one!", "a person"),
        ("die zweite bitte", "amber"),
        ("Ich meine die letzte.", "a person"),
        ("la première", "red"),
        ("le deuxième s'il vous plaît", "amber"),
        ("la segunda, por favor", "amber"),
        ("el último", "a person"),
        ("la seconda", "amber"),
        ("il primo", "red"),
    ],
)
def test_a_place_chooses_what_stands_there(text: str, offer: str) -> None:
    assert chosen(text, OFFERED) == offer


@pytest.mark.parametrize(
    "text",
    [
        "the first or the second",
        "the fourth one",
        "first check the oil",
        "the second key does not work",
        "no",
        "please",
        "",
        "in the last service",
        "20",
    ],
)
def test_anything_else_chooses_nothing(text: str) -> None:
    assert chosen(text, OFFERED) is None


def test_nothing_is_chosen_where_nothing_was_offered() -> None:
    assert chosen("the last one", ()) is None


@pytest.mark.parametrize(
    "text",
    [
        "no, the other one",
        "I mean the other car",
        "And what about the other?",
        "nein, der andere",
        "ich meine den anderen Wagen",
        "et l'autre ?",
        "je parle de l'autre",
        "no, el otro",
        "me refiero al otro",
        "sorry, I meant the other one",
        "perdón, quería decir el otro",
        "e l'altra?",
        "no, intendo l'altro modello",
    ],
)
def test_the_other_one_is_named_and_nothing_else(text: str) -> None:
    assert means_the_other(text)


@pytest.mark.parametrize(
    "text", ["the other day it broke", "no", "another", "does the other key work?", "", "das Auto"]
)
def test_what_says_more_than_the_other_one_is_read_as_it_is(text: str) -> None:
    assert not means_the_other(text)
