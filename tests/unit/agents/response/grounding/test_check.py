"""What may be said: the same rules in every language."""

from typing import Final

import pytest

from agents.response.grounding.check import check
from agents.response.grounding.evidence import Evidence, Text
from agents.response.grounding.verdict import Outcome, Reason
from languages.served import SERVED_LANGUAGES
from tests.unit.agents.response.grounding.evidence import BRAKES, evidence, judged

KEPT = [
    ("en", "The Kite needs 2,6 bar in front. "),
    ("en", "Do not drive on, and stop safely [1]."),
    ("en", "The service is due every two years or 30 000 km."),
    ("en", "Your appointment is on May 12 at 2:30 pm."),
    ("en", "Please call Veldra Assistance: 0800-123-4567."),
    ("en", "At 45,000 km the service is due every 30,000 km [1]."),
    ("en", "Which model do you drive?"),
    ("en", "\n"),
    ("de", "Der Kite braucht vorn 2.6 bar."),
    ("de", "Bitte fahren Sie nicht weiter und halten Sie sicher an [1]."),
    ("de", "Der Service ist alle zwei Jahre oder 30 000 km fällig."),
    ("de", "Ihr Termin ist am 12. Mai um 14:30 Uhr."),
    ("de", "Bei 45.000 km ist der Service alle 30.000 km fällig [1]."),
    ("de", "Welches Modell fahren Sie?"),
    ("de", "12. Mai um 14:30 Uhr"),
    ("de", "7. Rufen Sie Veldra Assistance an.\n"),
    ("es", "El Kite necesita 2.6 bar delante."),
    ("es", "No siga conduciendo [1]."),
    ("es", "El mantenimiento toca cada dos años o 30 000 km."),
    ("es", "Su cita es el 12 de mayo a las 14:30."),
    ("es", "¿Qué modelo conduce?"),
    ("fr", "La Kite demande 2.6 bar à l'avant."),
    ("fr", "Ne continuez pas à rouler [1]."),
    ("fr", "L'entretien est dû tous les deux ans ou 30.000 km."),
    ("fr", "Votre rendez-vous est le 12 mai à 14:30."),
    ("fr", "Quel modèle conduisez-vous ?"),
    ("it", "La Kite richiede 2.6 bar davanti."),
    ("it", "Non continui a guidare [1]."),
    ("it", "Il tagliando è previsto ogni due anni o 30 000 km."),
    ("it", "Il suo appuntamento è il 12 maggio alle 14:30."),
    ("it", "Quale modello guida?"),
]
NOT_KEPT: list[tuple[str, str, Outcome, Reason]] = [
    ("en", "Gladly!", "dropped", "filler"),
    ("en", "Yes. [1]", "dropped", "filler"),
    ("en", "You idiot! [1]", "dropped", "filler"),
    ("de", "Nein, leider nicht.", "dropped", "filler"),
    ("es", "Con mucho gusto.", "dropped", "filler"),
    ("fr", "Oui, bien sûr. [1]", "dropped", "filler"),
    ("it", "Certamente!", "dropped", "filler"),
    ("en", "2. Unplug the toaster.", "flagged", "support"),
    ("de", "– Fenster öffnen.", "flagged", "support"),
    ("en", "The Kite needs 2.8 bar in front.", "dropped", "number"),
    ("en", "The Kite needs 2.6 psi in front.", "dropped", "unit"),
    ("en", "The service is due every 30,000 miles.", "dropped", "unit"),
    ("en", "The Tern needs 2.6 bar in front.", "dropped", "other_model"),
    ("en", "The Heron needs 2.6 bar in front.", "dropped", "name"),
    ("en", "The Golf needs 2.6 bar in front.", "dropped", "name"),
    ("en", "The red brake light of the Corolla means stop.", "dropped", "name"),
    ("en", "The brake light means the fault P0420.", "dropped", "name"),
    ("en", "The red brake light was found by Kowalczyk.", "dropped", "name"),
    ("en", "Your appointment is on May 13 at 2:30 pm.", "dropped", "date"),
    ("en", "Your appointment is on May 12 at 3:30 pm.", "dropped", "time"),
    ("en", "Call Veldra Assistance: 0800 123 4568.", "dropped", "phone"),
    ("en", "More about the brake light at www.veldra.example/other.", "dropped", "url"),
    ("en", "With the red brake light you may drive on.", "dropped", "opposite"),
    ("en", "Do not stop safely.", "dropped", "opposite"),
    ("en", "The app is charged.", "dropped", "opposite"),
    ("en", "A colleague will call you about the brake light.", "dropped", "promise"),
    ("en", "Die rote Bremsleuchte heißt, dass Sie anhalten sollen.", "dropped", "language"),
    ("en", "You must always call Veldra Assistance.", "flagged", "obligation"),
    ("en", "The service is due every one year.", "flagged", "number_word"),
    ("de", "Der Service ist nach einem Jahr fällig.", "flagged", "number_word"),
    ("en", "More about the brake light at evil.ru/brakes.", "dropped", "url"),
    ("en", "There are four reasons for the red brake light.", "flagged", "number_word"),
    ("en", "The Kite needs 3 bar.", "flagged", "number_of_customer"),
    ("en", "The gearbox oil smells of burnt toffee in summer.", "flagged", "support"),
    ("de", "Der Kite braucht vorn 2,8 bar.", "dropped", "number"),
    ("de", "Der Kite braucht vorn 2,6 psi.", "dropped", "unit"),
    ("de", "Der Service ist alle 30.000 Meilen fällig.", "dropped", "unit"),
    ("de", "Der Tern braucht vorn 2,6 bar.", "dropped", "other_model"),
    ("de", "Der Passat braucht vorn 2,6 bar.", "dropped", "name"),
    ("de", "Ihr Termin ist am 13. Mai um 14:30 Uhr.", "dropped", "date"),
    ("de", "Ihr Termin ist am 12. Mai um 15 Uhr.", "dropped", "time"),
    ("de", "13. Mai um 14:30 Uhr", "dropped", "date"),
    ("de", "Rufen Sie Veldra Assistance an: 0800 123 4568.", "dropped", "phone"),
    ("de", "Mit roter Bremsleuchte dürfen Sie weiterfahren.", "dropped", "opposite"),
    ("de", "Fahren Sie weiter.", "dropped", "opposite"),
    ("de", "Ein Kollege ruft Sie wegen der Bremsleuchte zurück.", "dropped", "promise"),
    ("de", "The red brake light means that you should stop.", "dropped", "language"),
    ("de", "Sie müssen immer Veldra Assistance anrufen.", "flagged", "obligation"),
    ("de", "Der Druck ist 3 bar beim Kite.", "flagged", "number_of_customer"),
    ("es", "El Kite necesita 2,8 bar delante.", "dropped", "number"),
    ("es", "El Kite necesita 2,6 psi delante.", "dropped", "unit"),
    ("es", "El Tern necesita 2,6 bar delante.", "dropped", "other_model"),
    ("es", "Su cita es el 13 de mayo a las 14:30.", "dropped", "date"),
    ("es", "Llame a Veldra Assistance: 0800 123 4568.", "dropped", "phone"),
    ("es", "Siga conduciendo.", "dropped", "opposite"),
    ("es", "Un compañero le llamará por la luz de freno.", "dropped", "promise"),
    ("es", "Die rote Bremsleuchte heißt, dass Sie anhalten sollen.", "dropped", "language"),
    ("es", "Siempre debe llamar a Veldra Assistance.", "flagged", "obligation"),
    ("es", "La presión es 3 bar en el Kite.", "flagged", "number_of_customer"),
    ("fr", "La Kite demande 2,8 bar à l'avant.", "dropped", "number"),
    ("fr", "La Kite demande 2,6 psi à l'avant.", "dropped", "unit"),
    ("fr", "La Tern demande 2,6 bar à l'avant.", "dropped", "other_model"),
    ("fr", "Votre rendez-vous est le 13 mai à 14 h 30.", "dropped", "date"),
    ("fr", "Appelez Veldra Assistance : 0800 123 4568.", "dropped", "phone"),
    ("fr", "Continuez à rouler.", "dropped", "opposite"),
    ("fr", "Un collègue vous rappellera pour le voyant.", "dropped", "promise"),
    ("fr", "The red brake light means that you should stop.", "dropped", "language"),
    ("fr", "Vous devez toujours appeler Veldra Assistance.", "flagged", "obligation"),
    ("fr", "La pression est 3 bar pour la Kite.", "flagged", "number_of_customer"),
    ("it", "La Kite richiede 2,8 bar davanti.", "dropped", "number"),
    ("it", "La Kite richiede 2,6 psi davanti.", "dropped", "unit"),
    ("it", "La Tern richiede 2,6 bar davanti.", "dropped", "other_model"),
    ("it", "Il suo appuntamento è il 13 maggio alle 14:30.", "dropped", "date"),
    ("it", "Chiami Veldra Assistance: 0800 123 4568.", "dropped", "phone"),
    ("it", "Continui a guidare.", "dropped", "opposite"),
    ("it", "Un collega la richiamerà per la spia dei freni.", "dropped", "promise"),
    ("it", "The red brake light means that you should stop.", "dropped", "language"),
    ("it", "Deve sempre chiamare Veldra Assistance.", "flagged", "obligation"),
    ("it", "La pressione è 3 bar per la Kite.", "flagged", "number_of_customer"),
]


@pytest.mark.parametrize(("language", "sentence"), KEPT)
def test_what_the_evidence_says_is_kept_also_in_other_words(language: str, sentence: str) -> None:
    assert judged(sentence, language) == ("kept", ())


@pytest.mark.parametrize(("language", "sentence", "outcome", "reason"), NOT_KEPT)
def test_what_the_evidence_does_not_say_is_not_shown_and_it_is_said_why(
    language: str, sentence: str, outcome: Outcome, reason: Reason
) -> None:
    found, reasons = judged(sentence, language)
    assert (found, reason in reasons) == (outcome, True), reasons


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_every_line_of_a_passage_may_be_said_word_for_word(language: str) -> None:
    for part in Text(text=BRAKES[language], language=language).parts:
        assert judged(part.text, language) == ("kept", ()), part.text


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_without_evidence_no_fact_is_told(language: str) -> None:
    for sentence in ("2,6 bar.", "0800 123 4567", "www.veldra.example", "30 000 km!"):
        assert judged(sentence, language, Evidence())[0] == "dropped", sentence


def test_a_fixed_text_may_be_said_as_it_is_and_not_by_halves() -> None:
    phrase = Text(text="Do not drive on. Call 0800 999 9999.", language="en")
    known = evidence("en", phrases=(phrase,))
    assert judged("Call 0800 999 9999. ", "en", known) == ("kept", ())
    assert judged("Drive on.", "en", known)[0] == "dropped"


def test_a_promise_may_be_repeated_that_the_evidence_makes_of_the_same_thing() -> None:
    offer = Text(text="The loan car is free of charge for one day.", language="en")
    known = evidence("en", passages={1: offer})
    assert judged("The loan car is free of charge.", "en", known) == ("kept", ())
    assert judged("The new tyres and brakes are free of charge.", "en", known)[0] == "dropped"


def test_a_customers_phone_number_is_not_told_back() -> None:
    known = evidence("en", message=Text(text="I am at 0151 23456789", language="en"))
    assert judged("Your number is 0151 23456789.", "en", known) == ("dropped", ("phone",))


def test_a_number_that_the_customer_named_counts_with_the_same_unit_only() -> None:
    assert judged("With 3 bar your Kite drives.", "en") == ("kept", ())
    assert "dropped" in judged("With 3 psi your Kite drives.", "en")


def test_numbers_are_checked_in_passages_of_another_language_too() -> None:
    known = evidence("de", passage_in="en")
    assert judged("Der Kite braucht vorn 2,6 bar.", "de", known) == ("kept", ())
    assert judged("Der Kite braucht vorn 2,8 bar.", "de", known)[0] == "dropped"
    assert judged("Der Tern braucht vorn 2,6 bar.", "de", known)[0] == "dropped"


SOOTHING: Final = [
    ("en", "You can drive on safely when the red brake light is on. [1]"),
    ("en", "Keep driving to your destination. [1]"),
    ("en", "It is safe to continue your journey. [1]"),
    ("en", "A red brake light while driving is harmless. [1]"),
    ("en", "The brakes are fine. [1]"),
    ("de", "Eine rote Bremsleuchte ist harmlos. [1]"),
    ("de", "Fahren Sie bis zum Ziel weiter. [1]"),
    ("es", "Siga conduciendo hasta su destino. [1]"),
    ("es", "No hay peligro. [1]"),
    ("fr", "Vous pouvez continuer sans danger. [1]"),
    ("fr", "Ignorez le voyant rouge. [1]"),
    ("it", "Continui a guidare fino a destinazione. [1]"),
    ("it", "La spia rossa dei freni va bene. [1]"),
]


@pytest.mark.parametrize(("language", "sentence"), SOOTHING)
def test_nobody_is_soothed_by_a_sentence_that_our_texts_do_not_say_where_they_forbid(
    language: str, sentence: str
) -> None:
    assert judged(sentence, language)[0] == "dropped"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Fahren Sie mit roter Bremsleuchte auf keinen Fall und nicht einen Meter weiter. [1]"),
        ("de", "Der Kite fährt mit roter Bremsleuchte einfach weiter. [1]"),
        ("es", "La luz roja de freno sigue encendida. [1]"),
        ("fr", "Le voyant rouge de frein continue à s'allumer. [1]"),
        ("it", "La spia rossa dei freni continua ad accendersi. [1]"),
        ("en", "The red brake light continues to be on. [1]"),
    ],
)
def test_a_warning_and_what_a_thing_does_soothe_nobody(language: str, sentence: str) -> None:
    for source in ("en", language):
        assert "permission" not in judged(sentence, language, evidence(language, passage_in=source))[1]


def test_what_is_forbidden_is_not_permitted_and_what_may_be_the_case_is_no_permission() -> None:
    page = "The light means that the brake fluid is low. Brake fluid should not be topped up at home."
    known = evidence("en", passages={1: Text(text=page, language="en")}, records=())
    assert judged("You can top up the brake fluid yourself. [1]", "en", known)[0] == "dropped"
    assert judged("It can mean that the brake fluid is low. [1]", "en", known) == ("kept", ())


def test_a_permission_is_doubtful_where_a_passage_in_another_language_forbids_something() -> None:
    known = evidence("de", passage_in="en", records=())
    assert "doubtful_polarity" in judged("Sie dürfen mit roter Bremsleuchte parken.", "de", known)[1]
    assert "doubtful_polarity" not in judged("Fahren Sie mit roter Bremsleuchte nicht weiter.", "de", known)[1]


def test_no_reply_may_be_in_a_language_that_was_not_approved() -> None:
    assert check("O Kite precisa de 2,6 bar.", evidence("en"), "pt").reasons == ("language",)


def test_a_question_is_not_flagged_for_its_words() -> None:
    assert judged("Would you like somewhat cheaper winter wheels?", "en") == ("kept", ())


def test_support_is_the_share_of_words_that_the_evidence_holds() -> None:
    assert check("The red brake light means stop safely.", evidence("en"), "en").support == 1.0
    assert check("Purple umbrellas cannot swim upstream quickly.", evidence("en"), "en").support == 0.0


@pytest.mark.parametrize(
    ("language", "written", "said"),
    [
        (
            "en",
            "Drive at up to 80 km/h below 20 °C.",
            "Drive at up to 80 kilometres per hour below 20 degrees Celsius.",
        ),
        ("de", "Fahren Sie bis 80 km/h unter 20 °C.", "Fahren Sie bis 80 Kilometer pro Stunde unter 20 Grad Celsius."),
        ("es", "Conduzca a 80 km/h a 20 °C.", "Conduzca a 80 kilómetros por hora a 20 grados Celsius."),
        ("fr", "Roulez à 80 km/h à 20 °C.", "Roulez à 80 kilomètres par heure à 20 degrés Celsius."),
        ("it", "Guidi a 80 km/h a 20 °C.", "Guidi a 80 chilometri all'ora a 20 gradi Celsius."),
    ],
)
def test_a_unit_written_as_a_word_for_a_voice_is_that_of_its_symbol_and_no_name(
    language: str, written: str, said: str
) -> None:
    page = Evidence(passages={1: Text(text=written, language=language)}, message=Text(text="?", language=language))
    assert {"name", "unit", "number", "doubtful_name"}.isdisjoint(check(f"{said} [1]", page, language).reasons)
    wrong = check(f"{said.replace('80', '90')} [1]", page, language)
    assert "number" in wrong.reasons
