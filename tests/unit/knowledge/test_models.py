"""Which models a question names."""

import pytest

from knowledge.models import asked_of, named, of_any_model, without_models

MODELS = ("kite", "Kite GT", "Tern")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("How long does the KITE charge?", ("kite",)),
        ("the Kite's battery", ("kite",)),
        ("Die Batterie des Kites", ("kite",)),
        ("the kite GT and the tern", ("Kite GT", "Tern")),
        ("Kite, kite or KITE?", ("kite",)),
        ("a kitesurfing trip", ()),
        ("How do I pair my phone?", ()),
    ],
)
def test_models_are_known_by_their_names_whatever_their_case(question: str, found: tuple[str, ...]) -> None:
    assert named(question, MODELS) == found


def test_a_name_that_looks_like_a_pattern_is_only_a_name() -> None:
    assert named("is it the C++ or the X.5", ["C++", "X.5"]) == ("C++", "X.5")
    assert named("Kite", ()) == ()


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How big is the Kite's boot?", "How big is the Tern boot?"),
        ("Ist der kite GT schneller als der Kite?", "Ist der Tern schneller als der Tern?"),
        ("How long is the warranty?", "How long is the warranty? Tern"),
    ],
)
def test_a_question_is_asked_of_another_model(question: str, asked: str) -> None:
    assert asked_of(question, ["Tern"], MODELS) == asked


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("What does a key for my kite GT cost?", "What does a key for my cost?"),
        ("Kite or Tern?", "or ?"),
        ("Kite?", "Kite?"),
        ("How long is the warranty?", "How long is the warranty?"),
    ],
)
def test_what_is_left_of_a_question_without_models_or_else_the_question(question: str, left: str) -> None:
    assert without_models(question, MODELS) == left


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Reifendruck Kite", "Reifendruck car"),
        ("the Kite GT's boot, and the tern", "the car boot, and the car"),
        ("a kitesurf board", "a kitesurf board"),
    ],
)
def test_what_a_text_says_of_any_model(text: str, said: str) -> None:
    assert of_any_model(text, MODELS) == said
