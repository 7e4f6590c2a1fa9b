"""Which records of their own a customer asks for."""

import pytest

from languages.records import asks_for_a_record, records_named


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("when does my warranty end?", "warranty"),
        ("Bis wann gilt meine Garantie", "warranty"),
        ("¿hasta cuándo tengo garantía?", "warranty"),
        ("what time is my appointment", "appointment"),
        ("Habe ich einen Termin?", "appointment"),
        ("ai-je un rendez-vous ?", "appointment"),
        ("¿tengo cita?", "appointment"),
        ("Ho un appuntamento?", "appointment"),
        ("when's my next service due", "service"),
        ("c'est quand ma prochaine révision ?", "service"),
        ("quando devo fare il prossimo tagliando?", "service"),
        ("Wo bleibt meine Lieferung?", "order"),
        ("où en est ma commande ?", "order"),
        ("¿cuándo vence mi contrato de leasing?", "contract"),
        ("quand se termine mon leasing ?", "contract"),
        ("is there a recall on my car", "recall"),
        ("¿hay alguna llamada a revisión para mi coche?", "recall"),
    ],
)
def test_who_asks_when_or_whether_about_their_own_asks_for_the_record(text: str, record: str) -> None:
    assert asks_for_a_record(text)
    assert records_named(text) == (record,)


@pytest.mark.parametrize(
    "text",
    [
        "what does my warranty cover",
        "can I move my appointment to Friday",
        "is there a way to cancel my appointment",
        "when can I bring my car in for a service",
        "how often does the Kite need a service",
        "Was kostet die Inspektion für meinen Kite?",
        "combien coûte mon entretien ?",
    ],
)
def test_who_wants_something_done_or_asks_in_general_asks_for_no_record(text: str) -> None:
    assert not asks_for_a_record(text)


def test_whose_it_is_needs_no_words_where_a_vehicle_of_theirs_is_named() -> None:
    assert not asks_for_a_record("when does the warranty end")
    assert asks_for_a_record("when does the warranty end", own=True)
