"""What only names something is not asked about, unless it names a danger."""

import pytest

from danger.names import tells_nothing
from danger.policy import UNSURE_NAME_FROM

DOUBTFUL = UNSURE_NAME_FROM - 0.01


@pytest.mark.parametrize("text", ["tyres", "die Reifen", "ma batterie", "Las ruedas?", "l'essence", "il mio volante"])
def test_a_bare_word_tells_nothing_unless_it_is_a_danger_beyond_doubt(text: str) -> None:
    assert tells_nothing(text, DOUBTFUL)
    assert not tells_nothing(text, UNSURE_NAME_FROM)


@pytest.mark.parametrize(
    "text", ["fire", "Rauch?", "ein Unfall", "l'incendie", "ayuda", "il fuoco", "tyres!", "no brakes"]
)
def test_a_bare_word_that_names_a_danger_or_is_exclaimed_and_a_sentence_may_tell_of_one(text: str) -> None:
    assert not tells_nothing(text, DOUBTFUL)


@pytest.mark.parametrize("text", ["freinsmortssurl'autoroute", "hecan'tbreatheandhe'sblue"])
def test_words_run_together_are_no_bare_word_wherever_an_apostrophe_stands(text: str) -> None:
    assert not tells_nothing(text, DOUBTFUL)


def test_a_button_that_we_offer_tells_nothing_whoever_judges_unless_it_calls_for_help() -> None:
    assert tells_nothing("Mein Auto laden", 1.0)
    assert not tells_nothing("Mein Auto laden geht nicht", 0.5)
    assert not tells_nothing("Es ist ein Notfall", 0.5)
    assert not tells_nothing("I need roadside assistance", 0.5)
