"""Sentences that tell of what is long past."""

import pytest

from languages.past import is_long_past
from languages.served import SERVED_LANGUAGES
from languages.spoken import spoken
from languages.topic import words_of
from languages.topics.past import Past


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("Last week the car in front of me caught fire", True),
        ("Vor Jahren hatte ich einen Unfall", True),
        ("Il y a deux ans j'ai eu un accident", True),
        ("El mes pasado se quemó el coche de mi vecino", True),
        ("L'anno scorso ho investito un capriolo", True),
        ("la semana pasada ardió el coche que iba delante de mí, qué susto", True),
        ("La semaine dernière la voiture devant moi a pris feu", True),
        ("Last week you did the brakes and now they do nothing", False),
        ("Letzte Woche war er beim Service, seitdem bremst er nicht", False),
        ("The car in front of me caught fire", False),
    ],
)
def test_what_was_a_week_ago_or_longer_is_long_past_if_nothing_is_said_of_today(text: str, *, past: bool) -> None:
    assert is_long_past(text) == past


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_no_word_for_the_present_is_an_everyday_word_of_another_language(language: str) -> None:
    """All languages are looked for at once, without accents: French "là" would be every article."""
    articles = {"la", "el", "il", "le", "der", "die", "das", "the", "da", "de", "un", "una", "en", "a", "e", "y"}
    assert not articles & {spoken(word) for word in words_of(Past, language).present}
