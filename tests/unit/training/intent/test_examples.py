"""What the intent head learns from."""

from agents.intent.catalogue import read_catalogue
from training.intent.examples import read_clinc, read_follow_ups, read_intents
from training.sentiment.danger import CALLS_FOR_HELP


def test_the_examples_and_the_catalogue_name_the_same_intents_once_each() -> None:
    names = [intent.name for intent in read_intents()]
    assert len(names) == len(set(names))
    assert set(names) == set(read_catalogue())


def test_every_sentence_of_clinc150_has_an_intent_of_the_catalogue() -> None:
    sentences = read_clinc("train") + read_clinc("validation")
    assert {example.intent for example in sentences} <= set(read_catalogue())


def test_every_intent_has_examples_in_four_languages() -> None:
    for intent in read_intents():
        assert {"en", "de", "fr", "es"} <= set(intent.examples), intent.name
    assert {"en", "de", "fr", "es"} <= set(read_follow_ups())


def test_what_is_a_call_for_help_is_an_intent() -> None:
    assert set(read_catalogue()) >= CALLS_FOR_HELP
