"""A lamp that burns is lit, and alarms nobody by that."""

import pytest

from danger.lamps import without_lit_lamps
from danger.words import may_alarm


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("die Airbagleuchte brennt", "die airbagleuchte"),
        ("es brennt eine gelbe Lampe", "es eine gelbe lampe"),
        ("my engine light is burning", "my engine light is"),
        ("das Licht brennt und der Motor brennt", "das licht und der motor brennt"),
    ],
)
def test_the_verb_of_a_lamp_is_left_out(text: str, left: str) -> None:
    assert without_lit_lamps(text) == left


@pytest.mark.parametrize(
    "text", ["Der Motor brennt!", "das Auto brennt, kein Licht", "The light came on. It is burning!"]
)
def test_what_burns_besides_stays(text: str) -> None:
    assert without_lit_lamps(text) == text


@pytest.mark.parametrize("text", ["motorkontrollleuchte brennt", "das Licht im Kofferraum brennt immer"])
def test_a_lamp_that_is_lit_is_asked_about_at_most(text: str) -> None:
    assert not may_alarm(text)


@pytest.mark.parametrize(
    "text", ["die Lampe brennt und es kommt Rauch aus dem Motor", "the light burns and there are flames in the engine"]
)
def test_beside_another_danger_it_hides_nothing(text: str) -> None:
    assert may_alarm(text)
