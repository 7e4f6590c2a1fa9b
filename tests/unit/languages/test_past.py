"""Sentences that tell of what is long past."""

import pytest

from languages.past import is_long_past


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("Last week the car in front of me caught fire", True),
        ("Vor Jahren hatte ich einen Unfall", True),
        ("Il y a deux ans j'ai eu un accident", True),
        ("El mes pasado se quemó el coche de mi vecino", True),
        ("L'anno scorso ho investito un capriolo", True),
        ("Last week you did the brakes and now they do nothing", False),
        ("Letzte Woche war er beim Service, seitdem bremst er nicht", False),
        ("The car in front of me caught fire", False),
    ],
)
def test_what_was_a_week_ago_or_longer_is_long_past_if_nothing_is_said_of_today(text: str, *, past: bool) -> None:
    assert is_long_past(text) == past
