"""Which phone number a message asks for."""

import pytest

from languages.numbers_asked import number_asked


@pytest.mark.parametrize(
    "text",
    [
        "whats the emergency number",
        "What number should I call in an emergency?",
        "emergency number?",
        "112",
        "911?",
        "who do I call when I'm stranded",
        "what number should I call if the car breaks down?",
        "wen rufe ich bei einer Panne an",
        "Wen kann ich anrufen, wenn ich liegen bleibe?",
        "qui appeler en cas de panne",
        "¿a quién llamo si me quedo tirado?",
        "chi devo chiamare se resto a piedi?",
        "tell me the emergency number please",
        "Wie lautet die Notrufnummer?",
        "Welche Nummer muss ich im Notfall anrufen?",
        "Notrufnummer",
        "quel est le numéro d'urgence ?",
        "qui appeler en cas d'urgence ?",
        "¿cuál es el teléfono de emergencias?",
        "¿a qué número llamo en caso de emergencia?",
        "qual è il numero d'emergenza?",
        "chi devo chiamare in caso di emergenza?",
    ],
)
def test_the_emergency_number_is_asked_for_by_its_name_or_its_purpose(text: str) -> None:
    assert number_asked(text) == "emergency"


@pytest.mark.parametrize(
    "text",
    [
        "what's your phone number?",
        "do you have a telephone number",
        "Wie ist Ihre Telefonnummer?",
        "quel est votre numéro de téléphone ?",
        "¿cuál es su número de teléfono?",
        "qual è il vostro numero di telefono?",
    ],
)
def test_the_number_of_those_who_answer_is_asked_for(text: str) -> None:
    assert number_asked(text) == "own"


@pytest.mark.parametrize(
    "text",
    [
        "what is the emergency number in Italy",
        "Quel est le numéro d'urgence en Italie ?",
        "call me, it is an emergency",
        "I am stranded, who do I call",
        "me quedé tirado, a quién llamo",
        "my emergency number has changed",
        "I called the emergency number an hour ago and nobody came",
        "what is my phone number",
        "my phone number is 07700 900123",
        "what is your phone number policy",
        "Ich habe die Notrufnummer gewählt",
        "mein Notfall ist vorbei",
        "he llamado al número de emergencias",
        "j'ai appelé le numéro d'urgence",
        "ho chiamato il numero di emergenza",
        "",
    ],
)
def test_who_only_speaks_of_a_number_asks_for_none(text: str) -> None:
    assert number_asked(text) is None
