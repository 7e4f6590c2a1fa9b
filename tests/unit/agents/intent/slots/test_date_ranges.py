"""Two days in digits that bound a stretch of time."""

from datetime import date

import pytest

from tests.unit.agents.intent.slots.cases import values


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Ich bin vom 03.12.26-07.12.26 im Urlaub", "2026-12-03 2026-12-07"),
        ("de", "vom 03.12.-07.12. bin ich nicht da", "2026-12-03 2026-12-07"),
        ("de", "vom 3. bis zum 7.12.", "2026-12-03 2026-12-07"),
        ("de", "3.-7.12. Urlaub", "2026-12-03 2026-12-07"),
        ("de", "28.12.-03.01. geschlossen?", "2026-12-28 2027-01-03"),
        ("de", "Ich war vom 03.05.-07.05. im Urlaub", "2026-05-03 2026-05-07"),
        ("de", "03.12.-07.12.2026", "2026-12-03 2026-12-07"),
        ("en", "away 03/12 - 07/12", "2026-12-03 2026-12-07"),
        ("en", "I'm away 03/12/26-07/12/26", "2026-12-03 2026-12-07"),
        ("en", "between 03/12 and 07/12", "2026-12-03 2026-12-07"),
        ("en", "Dec 3-7 works", "2026-12-03 2026-12-07"),
        ("en", "2026-12-03 - 2026-12-07", "2026-12-03 2026-12-07"),
        ("fr", "du 03/12 au 07/12", "2026-12-03 2026-12-07"),
        ("fr", "du 3 au 7/12", "2026-12-03 2026-12-07"),
        ("fr", "03.12.26-07.12.26", "2026-12-03 2026-12-07"),
        ("es", "del 03/12 al 07/12", "2026-12-03 2026-12-07"),
        ("es", "desde el 03/12 hasta el 07/12", "2026-12-03 2026-12-07"),
        ("es", "03-12-2026 al 07-12-2026", "2026-12-03 2026-12-07"),
        ("it", "dal 03/12/26 al 07/12/26", "2026-12-03 2026-12-07"),
        ("it", "dal 3 al 7/12 sono via", "2026-12-03 2026-12-07"),
    ],
)
def test_both_days_are_read_and_are_no_phone_number(language: str, text: str, expected: str) -> None:
    assert values("date", text, language) == expected.split()
    assert values("phone", text, language) == []


def test_a_stretch_that_has_begun_began_in_the_past() -> None:
    assert values("date", "vom 20.11.-30.11.", "de", date(2026, 11, 25)) == ["2026-11-20", "2026-11-30"]


@pytest.mark.parametrize(
    ("language", "text"), [("de", "2.0-2.5 Liter, Profil 3.5-4.2 mm"), ("en", "31/02/27-32/02/27")]
)
def test_numbers_with_a_point_and_days_that_are_none_are_left_alone(language: str, text: str) -> None:
    assert values("date", text, language) == []
