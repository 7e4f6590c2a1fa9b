"""Messages that take a request back."""

import pytest

from languages.withdrawals import needs_nobody, says_all_safe, withdraws


@pytest.mark.parametrize(
    "text",
    [
        "I no longer need anyone",
        "forget it, it works again",
        "no need to call me any more",
        "Hat sich erledigt, er springt wieder an",
        "Ich brauche niemanden mehr",
        "je n'ai plus besoin de personne",
        "C'est réglé, merci",
        "ya no necesito a nadie, gracias",
        "no, ya funciona",
        "non ho più bisogno di nessuno",
        "Si è risolto, funziona di nuovo.",
    ],
)
def test_who_needs_nobody_any_more_says_so_in_every_language(text: str) -> None:
    assert needs_nobody(text)
    assert withdraws(text)


@pytest.mark.parametrize("text", ["forget it", "vergessen Sie's", "laissez tomber", "olvídelo", "lasci stare"])
def test_a_mere_drop_it_takes_back_and_does_not_say_that_help_is_not_needed(text: str) -> None:
    assert withdraws(text)
    assert not needs_nobody(text)


@pytest.mark.parametrize(
    "text",
    [
        "I didn't ask for an appointment",
        "no, I only wanted to know what it costs",
        "Ich wollte gar keinen Termin",
        "das war nur eine Frage",
        "je n'ai pas demandé de rendez-vous, je voulais juste savoir",
        "no he pedido cita",
        "solo quería saber el precio",
        "non ho chiesto un appuntamento",
        "era solo una domanda",
    ],
)
def test_who_never_asked_for_what_was_noted_takes_it_back(text: str) -> None:
    assert withdraws(text)
    assert not needs_nobody(text)


@pytest.mark.parametrize(
    "text",
    [
        "I asked for an appointment",
        "j'ai demandé un rendez-vous",
        "it does not work again",
        "it still isn’t working again",
        "geht wieder nicht",
        "la macchina non funziona di nuovo",
        "no vuelve a funcionar",
        "it works again, but how do I reset the clock?",
        "cancel my appointment tomorrow",
        "I need someone",
        "Forget it. When do you open",
        "Mein Auto ist weg",
        "mein Schlüssel ist weg!",
        "vergiss es, wann macht ihr auf",
        "laisse tomber. je voudrais un rendez-vous",
        "olvídelo, cuánto cuesta la revisión",
        "the light came on and then " + "and so on " * 8 + "and it works again",
    ],
)
def test_who_asks_or_says_the_opposite_or_much_else_takes_nothing_back(text: str) -> None:
    assert not withdraws(text)


@pytest.mark.parametrize(
    "text",
    [
        "it's ok now, it stopped and everyone is out and safe",
        "False alarm!",
        "Es hat nicht gebrannt, und niemand ist mehr in Gefahr",
        "c'est bon, je suis arrêtée sur un parking, personne n'est en danger",
        "ya está apagado, mi hijo está fuera y nadie está herido",
        "Stiamo tutti bene",
        "thanks, the ambulance is here",
        "die Feuerwehr ist da",
        "les secours sont là, merci",
        "ya llegó la ambulancia",
        "sorry, was only a joke",
    ],
)
def test_who_says_that_nobody_is_in_danger_is_understood(text: str) -> None:
    assert says_all_safe(text)


@pytest.mark.parametrize(
    "text",
    [
        "not everyone is safe",
        "Is everyone safe?",
        "nicht alle sind in Sicherheit",
        "my car is safe",
        "I am not safe",
        "the ambulance is not here",
        "war nur Spaß. Was kostet ein Ölwechsel",
    ],
)
def test_who_denies_or_asks_it_does_not_say_so(text: str) -> None:
    assert not says_all_safe(text)
