"""The question whether anybody is in danger, and its answers."""

import pytest

from danger.question import answer_to_question
from languages.phrases import Phrases
from languages.served import SERVED_LANGUAGES
from languages.topic import words_of


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_each_button_is_understood_as_it_is_sent(language: str) -> None:
    texts = words_of(Phrases, language).texts
    assert answer_to_question(texts["danger_yes"]) == "in_danger"
    assert answer_to_question(texts["danger_no"].upper() + " !") == "safe"
    assert answer_to_question(texts["no_emergency"]) == "no_emergency"


@pytest.mark.parametrize("text", ["", "yes", "I am safe, but my car is on fire", "I am not safe", "Am I in danger?"])
def test_what_says_more_or_less_than_a_button_is_no_answer(text: str) -> None:
    assert answer_to_question(text) is None
