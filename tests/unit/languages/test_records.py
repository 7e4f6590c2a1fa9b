"""Which records of their own a customer asks for."""

import pytest

from languages.records import asks_for_a_record, asks_outright, records_named


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
        ("what's the status of my order", "order"),
        ("does my warranty still apply?", "warranty"),
        ("Ist mein Auto noch in der Garantie?", "warranty"),
        ("¿mi coche sigue en garantía?", "warranty"),
        ("la mia auto è ancora in garanzia?", "warranty"),
        ("when was my last service?", "last_service"),
        ("Wann war die letzte Inspektion?", "last_service"),
        ("quand a eu lieu mon dernier entretien ?", "last_service"),
        ("¿cuándo fue la última revisión de mi coche?", "last_service"),
        ("quando è stato fatto l'ultimo tagliando?", "last_service"),
        ("Wie steht es um meinen Vorgang?", "case"),
        ("any news on my ticket?", "case"),
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
        "what does a service include, and how long is the warranty?",
        "what car should I buy",
        "which car do I have to bring to the MOT station",
        "Wie viele Kilometer schafft der Kite?",
        "wie viele Kilometer hat mein Leasingvertrag?",
        "combien de kilomètres peut faire la Kite ?",
        "¿qué coche me recomienda?",
        "quale macchina mi consiglia?",
        "how do I know that a service is due?",
        "do I have to service my car every year?",
    ],
)
def test_who_wants_something_done_or_asks_in_general_asks_for_no_record(text: str) -> None:
    assert not asks_for_a_record(text)


def test_whose_it_is_needs_no_words_where_a_vehicle_of_theirs_is_named() -> None:
    assert not asks_for_a_record("how long is the warranty")
    assert asks_for_a_record("how long is the warranty", own=True)


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("when does the warranty end?", "warranty"),
        ("next service?", "service"),
        ("quando è il prossimo tagliando?", "service"),
        ("what's my mileage", "mileage"),
        ("Wie viele Kilometer hat mein Auto?", "mileage"),
        ("combien de kilomètres a ma voiture ?", "mileage"),
        ("¿cuántos kilómetros tiene mi Kite?", "mileage"),
        ("quanti chilometri ha la mia macchina?", "mileage"),
        ("what car do I have", "vehicles"),
        ("which cars are registered to me", "vehicles"),
        ("Welches Auto habe ich?", "vehicles"),
        ("quels véhicules sont enregistrés à mon nom ?", "vehicles"),
        ("¿qué coches tengo?", "vehicles"),
        ("quali auto sono registrate a mio nome?", "vehicles"),
    ],
)
def test_some_questions_can_only_be_about_their_own(text: str, record: str) -> None:
    assert asks_outright(text)
    assert asks_for_a_record(text)
    assert records_named(text) == (record,)


@pytest.mark.parametrize(
    "text",
    [
        "what's my gas mileage",
        "how many miles do I have left on this battery?",
        "which car do I have to bring",
        "¿cuántos km tiene la garantía?",
    ],
)
def test_what_only_sounds_like_it_is_asked_of_no_record(text: str) -> None:
    assert not asks_outright(text)


@pytest.mark.parametrize(
    "text",
    [
        "when does the warranty of my battery end?",
        "Wann endet meine Garantie gegen Durchrostung?",
        "garantie de ma peinture",
    ],
)
def test_what_has_a_warranty_of_its_own_is_not_covered_by_that_of_the_vehicle(text: str) -> None:
    assert "warranty" not in records_named(text)


def test_a_word_for_acting_within_what_asks_outright_acts_on_nothing() -> None:
    assert asks_outright("what's the status of my complaint")
    assert asks_for_a_record("what's the status of my complaint")
    assert not asks_outright("I want to complain about the status of my complaint")
