"""What a message wishes, where it also says what it does not."""

import pytest

from agents.intent.wishes import Wishes, wishes


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I do not want a test drive, I want to complain", "I want to complain"),
        ("I don't want a test drive I want to complain", "I want to complain"),
        ("do not call me, write to me", "write to me"),
        ("not a test drive, a loan car please", "a loan car please"),
        ("Ich will keine Probefahrt, ich will mich beschweren", "ich will mich beschweren"),
        ("Nicht stornieren, nur verschieben", "verschieben"),
        ("Ich brauche keinen Abschleppwagen, nur einen Termin", "einen Termin"),
        ("I'm not calling to complain, I want to say thank you", "I want to say thank you"),
        ("Ich habe kein Interesse an einer Probefahrt, mir fehlt eine Rechnung", "mir fehlt eine Rechnung"),
        ("Ce n'est pas pour un essai, c'est pour ma facture", "c'est pour ma facture"),
        ("No llamo por la cita, llamo por la factura", "llamo por la factura"),
        ("Non sono interessato a un giro di prova, mi serve una ruota", "mi serve una ruota"),
        ("Je ne veux pas d'essai, je veux me plaindre", "je veux me plaindre"),
        ("Ne m’appelez pas, écrivez-moi", "écrivez-moi"),
        ("No quiero una prueba de conducción, quiero quejarme", "quiero quejarme"),
        ("No me llamen, escríbanme", "escríbanme"),
        ("Non voglio disdire l'appuntamento, vorrei spostarlo", "vorrei spostarlo"),
        ("Non chiamatemi, scrivetemi", "scrivetemi"),
        ("I don't want a test drive", ""),
        ("Ich will keine Probefahrt", ""),
    ],
)
def test_a_wish_that_is_denied_is_taken_out(text: str, left: str) -> None:
    assert wishes(text) == Wishes(left, denied=True)


@pytest.mark.parametrize(
    "text",
    [
        "my car won't start",
        "the app does not work and I want to speak to someone",
        "Mein Auto springt nicht an",
        "Ma voiture ne démarre pas",
        "Mi coche no arranca y no puedo seguir",
        "La mia auto non parte",
        "why don't you call me back",
        "I don't understand what the light means",
    ],
)
def test_a_fault_or_a_question_denies_no_wish(text: str) -> None:
    assert not wishes(text).denied
