"""Whole conversations in five languages: real agents, the real graph, tables in moto."""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import pytest

from contracts.customer import customers_in
from contracts.session import Dialogue
from contracts.turn import TurnAnswer, TurnRequest
from conversations.look_after import nobody_watches
from conversations.task import Turn
from conversations.turn import take_turn
from encoder.local import LocalEncoder
from graph.in_process import InProcessDispatch
from graph.supervisor import Supervisor
from handlers.wiring.conversations import SESSIONS, TURNS
from languages.phrases import Phrases
from languages.served import SERVED_LANGUAGES
from languages.topic import words_of
from store.customers import save_customer
from store.sessions import save_session
from tests.unit import builders
from tests.unit.aws import DESK, stored_session

pytestmark = pytest.mark.usefixtures("tables", "patience")
CUSTOMERS = Path(__file__).parents[3] / "infra" / "demo" / "customers.json"
EVERYWHERE = pytest.mark.parametrize("language", SERVED_LANGUAGES)
PERSON = {
    "en": "I want to talk to a human",
    "de": "Ich möchte mit einem Menschen sprechen",
    "fr": "Je veux parler à un humain",
    "es": "quiero hablar con una persona",
    "it": "voglio parlare con una persona",
}
CHARGING = {
    "en": "how long does the Kite take to charge?",
    "de": "Wie lange lädt der Kite an der Wallbox?",
    "fr": "combien de temps pour charger la Kite ?",
    "es": "¿cuánto tarda en cargar el Kite?",
    "it": "quanto ci mette la Kite a caricare?",
}
FIRE = {
    "en": "There is smoke coming out of the bonnet and my kids are in the car",
    "de": "Mein Auto brennt!",
    "fr": "Ma voiture fume et il y a des flammes",
    "es": "¡Se me ha incendiado el coche!",
    "it": "La mia auto è in fiamme!",
}


@dataclass
class Talk:
    """A conversation that somebody has."""

    supervisor: Supervisor
    turns: int = 0

    def say(self, text: str) -> TurnAnswer:
        """Take one turn."""
        self.turns += 1
        turn = Turn("c1", TurnRequest(text=text, client_turn_id=str(self.turns)), "trace-1")
        answer = asyncio.run(take_turn(turn, self.supervisor, SESSIONS, TURNS, DESK, nobody_watches))
        assert answer.missing == ()
        return answer

    def start(self, language: str = "en", customer_id: str | None = None) -> "Talk":
        """Begin anew."""
        save_session(builders.session(language=language, customer_id=customer_id))
        return self


@pytest.fixture
def talk(encoder: LocalEncoder, dispatch: InProcessDispatch) -> Talk:
    for customer in customers_in(CUSTOMERS.read_bytes()):
        save_customer(customer)
    return Talk(Supervisor(dispatch, encoder))


def dialogue() -> Dialogue:
    return stored_session().dialogue


def texts(language: str) -> dict[str, str]:
    return words_of(Phrases, language).texts


def queue(language: str, name: str = "customer_care") -> str:
    return words_of(Phrases, language).queues[name]


@EVERYWHERE
@pytest.mark.parametrize("place", [0, 1])
def test_who_waits_and_asks_whether_anybody_is_there_is_told_how_the_request_stands(
    language: str, place: int, talk: Talk
) -> None:
    asked = {
        "en": ("hello?", "anyone there?"),
        "de": ("hallo?", "Ist da jemand?"),
        "fr": ("allô ?", "il y a quelqu'un ?"),
        "es": ("¿hola?", "¿hay alguien ahí?"),
        "it": ("pronto?", "c'è qualcuno?"),
    }[language][place]
    talk.start(language).say(PERSON[language])
    before = dialogue()
    answer = talk.say(asked)
    assert answer.reply.text == texts(language)["waiting"].format(queue=queue(language))
    assert (answer.reply.citations, answer.reply.language) == ((), language)
    assert (dialogue().holder, dialogue().queue, dialogue().priority) == ("queue", before.queue, before.priority)


@EVERYWHERE
def test_who_waits_and_asks_something_is_answered_and_the_request_stays_noted(language: str, talk: Talk) -> None:
    talk.start(language).say(PERSON[language])
    before = dialogue()
    answer = talk.say(CHARGING[language])
    assert answer.reply.citations[0].source == "charging/charging-times.md"
    assert answer.reply.text.endswith(texts(language)["still_noted"].format(queue=queue(language)))
    assert (dialogue().holder, dialogue().queue, dialogue().priority) == ("queue", before.queue, before.priority)


@EVERYWHERE
def test_who_waits_and_needs_nobody_any_more_is_taken_out_and_told_so(language: str, talk: Talk) -> None:
    said = {
        "en": "forget it, it works again",
        "de": "hat sich erledigt, geht wieder",
        "fr": "laissez tomber, ça remarche",
        "es": "ya no necesito a nadie, gracias",
        "it": "non ho più bisogno di nessuno",
    }[language]
    talk.start(language).say(PERSON[language])
    assert dialogue().holder == "queue"
    answer = talk.say(said)
    assert answer.reply.text == texts(language)["released"].format(queue=queue(language))
    assert (dialogue().holder, dialogue().queue, dialogue().priority) == ("bot", None, None)
    assert texts(language)["still_noted"].format(queue=queue(language)) not in talk.say(CHARGING[language]).reply.text


@EVERYWHERE
def test_no_mere_cancel_ends_an_emergency_but_a_yes_to_the_question_does(language: str, talk: Talk) -> None:
    cancel, drop = {
        "en": ("cancel", "forget it"),
        "de": ("abbrechen", "vergiss es"),
        "fr": ("annulez", "laissez tomber"),
        "es": ("cancelar", "olvídelo"),
        "it": ("annulla", "lasci stare"),
    }[language]
    assert talk.start(language).say(FIRE[language]).route.kind == "emergency"
    for said in (cancel, drop):
        answer = talk.say(said)
        assert answer.route.reply_with == "confirm_release"
        assert "112" in answer.reply.text
        assert (dialogue().holder, dialogue().queue, dialogue().priority) == ("queue", "roadside", 1)
    yes, _ = answer.reply.suggestions
    assert talk.say(yes).route.reply_with == "release"
    assert dialogue().holder == "bot"


@EVERYWHERE
def test_who_says_that_an_alarm_was_none_gets_the_answer_to_that_message_and_any_other_danger_still_alarms(
    language: str, talk: Talk
) -> None:
    alarm = talk.start(language).say(FIRE[language])
    asked = talk.say(texts(language)["danger_no"])
    assert (asked.route.reply_with, dialogue().unanswered) == ("confirm_release", alarm.turn_id)
    answer = talk.say(asked.reply.suggestions[-1])
    asked_first, answered = alarm.findings.intent, answer.findings.intent
    assert asked_first is not None
    assert answered is not None
    assert answered.intent == asked_first.intent
    assert answer.route.kind != "emergency"
    assert "112" not in answer.reply.text
    assert texts(language)["danger_yes"] not in answer.reply.suggestions
    assert (dialogue().queue == "roadside", dialogue().unanswered) == (answer.route.queue == "roadside", None)
    assert talk.say(FIRE[language]).route.kind == "emergency", "said again, it is no longer what was denied"


@EVERYWHERE
def test_the_button_of_an_alarm_that_was_none_is_another_way_to_say_safe_where_nothing_waits_for_its_answer(
    language: str, talk: Talk
) -> None:
    button = texts(language)["no_emergency"]
    assert talk.start(language).say(button).reply.text == texts(language)["phrase_safe"]
    talk.say(FIRE[language])
    answer = talk.say(button)
    assert (answer.route.reply_with, dialogue().queue) == ("confirm_release", "roadside"), "it was not offered yet"


@EVERYWHERE
def test_thanks_and_a_goodbye_are_returned_also_to_who_waits(language: str, talk: Talk) -> None:
    thanks, bye = {
        "en": ("thanks", "goodbye"),
        "de": ("danke schön", "tschüss"),
        "fr": ("merci beaucoup", "au revoir"),
        "es": ("muchas gracias", "adiós"),
        "it": ("grazie mille", "arrivederci"),
    }[language]
    noted = texts(language)["still_noted"].format(queue=queue(language))
    talk.start(language).say(PERSON[language])
    assert talk.say(thanks).reply.text == f"{texts(language)['phrase_thanks']}\n\n{noted}"
    assert talk.say(bye).reply.text == f"{texts(language)['phrase_goodbye']}\n\n{noted}"
    assert dialogue().holder == "queue"


@EVERYWHERE
def test_who_asks_what_answers_and_who_insults_gets_an_honest_and_a_calm_answer(language: str, talk: Talk) -> None:
    question, insult = {
        "en": ("are you a person?", "you stupid bot"),
        "de": ("Sind Sie ein Mensch?", "du blöder Bot"),
        "fr": ("êtes-vous un robot ?", "espèce d'idiot"),
        "es": ("¿eres una persona?", "eres un inútil"),
        "it": ("sei un robot?", "sei un idiota"),
    }[language]
    talk.start(language)
    assert talk.say(question).reply.text == texts(language)["phrase_assistant_question"]
    assert talk.say(insult).reply.text == texts(language)["phrase_insult"]
    assert dialogue().holder == "bot"


@EVERYWHERE
@pytest.mark.parametrize(("text", "own"), [("ciao", "it"), ("Danke", "de"), ("Hilfe", "de"), ("gracias", "es")])
def test_a_first_word_is_answered_in_its_own_language(text: str, own: str, language: str, talk: Talk) -> None:
    assert talk.start(language).say(text).reply.language == own


@EVERYWHERE
def test_the_other_one_after_an_answer_about_charging_stays_about_charging(language: str, talk: Talk) -> None:
    other = {
        "en": "no, the other one",
        "de": "nein, das andere",
        "fr": "non, l'autre",
        "es": "no, el otro",
        "it": "no, l'altra",
    }[language]
    talk.start(language).say(CHARGING[language])
    answer = talk.say(other)
    assert answer.route.kind == "answer"
    about_charging = words_of(Phrases, language).intents["charging"] in answer.reply.text
    offered = [topic.section for topic in answer.findings.knowledge.near] if answer.findings.knowledge else []
    about_charging |= answer.route.reply_with == "ask_topic" and answer.reply.suggestions[0] in offered
    assert about_charging or answer.reply.citations[0].source.startswith("charging/")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I do not want a test drive, I want to complain"),
        ("de", "Ich will keine Probefahrt, ich will mich beschweren"),
        ("fr", "Je ne veux pas d'essai, je veux me plaindre"),
        ("es", "No quiero una prueba de conducción, quiero quejarme"),
        ("it", "Non voglio una prova su strada, voglio fare un reclamo"),
    ],
)
def test_a_denied_wish_gives_way_to_the_one_that_is_meant(language: str, text: str, talk: Talk) -> None:
    answer = talk.start(language).say(text)
    assert answer.findings.intent is not None
    assert answer.findings.intent.intent == "complaint"
    assert answer.route.queue != "sales"


@pytest.mark.parametrize(
    ("language", "questions"),
    [
        (
            "en",
            {
                "when does my warranty end?": "11 March 2027",
                "when is my next service due?": "11 March 2027",
                "when will my order arrive?": "29 January 2027",
                "when does my finance contract end?": "10 March 2027",
                "do I have an appointment?": "no appointment",
            },
        ),
        (
            "fr",
            {
                "Jusqu'à quand ai-je la garantie ?": "20 février 2028",
                "Quand est ma prochaine révision ?": "20 février 2027",
                "Quand arrive ma commande ?": "18 janvier 2027",
                "Quand finit mon contrat de location ?": "30 avril 2027",
                "Ai-je un rendez-vous ?": "Aucun rendez-vous",
            },
        ),
    ],
)
def test_who_asks_for_their_own_dates_is_told_them_by_no_person(
    language: str, questions: dict[str, str], talk: Talk
) -> None:
    talk.start(language, {"en": "cust-alex", "fr": "cust-lea"}[language])
    for question, told in questions.items():
        answer = talk.say(question)
        assert told in answer.reply.text
        assert (answer.route.kind, dialogue().holder) == ("answer", "bot")


def test_of_two_vehicles_the_one_appointment_needs_no_question_and_the_warranty_does(talk: Talk) -> None:
    talk.start("es", "cust-mateo")
    assert "B-3391" in talk.say("¿cuándo es mi cita?").reply.text
    assert talk.say("¿hasta cuándo tengo garantía?").reply.text == "¿A cuál se refiere: Kite o Heron?"
    assert "1 de junio de 2025" in talk.say("el Heron").reply.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "please cancel tomorrow"),
        ("de", "bitte morgen absagen"),
        ("fr", "annulez demain s'il vous plaît"),
        ("es", "por favor cancele lo de mañana"),
        ("it", "disdica domani per favore"),
    ],
)
def test_a_cancel_with_an_appointment_is_about_that_and_claims_nothing(language: str, text: str, talk: Talk) -> None:
    answer = talk.start(language, "cust-mateo").say(text)
    assert (answer.route.kind, answer.route.queue) == ("queue", "service_desk")
    assert "B-3391" in answer.reply.text
    assert texts(language)["booking_stands"] in answer.reply.text


def test_of_somebody_elses_plate_nothing_is_said_in_the_name_of_ones_own_car(talk: Talk) -> None:
    answer = talk.start("en", "cust-alex").say("when is the next service for AB12 CDE due?")
    assert texts("en")["not_your_vehicle"] in answer.reply.text
    assert "your Kite" not in answer.reply.text
