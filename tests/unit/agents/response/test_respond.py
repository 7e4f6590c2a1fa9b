"""What the customer is told."""

import re
from typing import Any

import pytest

from agents.policy import SURE_ANSWER
from agents.response import load
from contracts.errors import InvalidInput
from contracts.findings.danger import DangerFinding
from contracts.findings.response import ResponseFinding
from contracts.session import Dialogue
from contracts.tenant import Contact
from contracts.turn import AgentTask
from languages.phrases import Phrases
from languages.served import SERVED_LANGUAGES
from languages.topic import words_of
from tests.unit.builders import intent, knowledge, passage, person, routing, sentiment, task

ANSWER = routing("passages", "answer", None)
PHRASE = routing("phrase", "answer", None)
EMERGENCY = routing("emergency", "emergency", "roadside")


def told(given: AgentTask) -> ResponseFinding:
    finding = load()(given)
    assert isinstance(finding, ResponseFinding)
    markers = [int(number) for number in re.findall(r"\[(\d+)\]", finding.text)]
    assert markers == [citation.marker for citation in finding.citations]
    assert not re.search(r"\[\d+\]", finding.speech)
    return finding


def test_an_answer_is_the_words_of_its_passage_with_their_source() -> None:
    found = told(task(routing=ANSWER, intent=intent(), knowledge=knowledge(passage())))
    [citation] = found.citations
    assert found.text == f"{citation.quote} [1]"
    assert (citation.title, citation.section, citation.source) == ("Page 1", "Section 1", "page-1.md")
    assert citation.passage_id == "page-1#1"
    assert " ".join(citation.quote.split()) in " ".join(passage().text.split())
    assert found.suggestions == ("I want to speak to a person",)


def test_a_second_page_that_answers_is_pointed_to() -> None:
    found = told(task(routing=ANSWER, knowledge=knowledge(passage(1), passage(2))))
    assert found.text.endswith("See also: Page 2 – Section 2 [2]")
    assert found.speech.endswith("See also: Page 2 – Section 2")
    assert [citation.source for citation in found.citations] == ["page-1.md", "page-2.md"]


def test_a_second_page_that_may_answer_is_not_pointed_to() -> None:
    found = told(task(routing=ANSWER, knowledge=knowledge(passage(1), passage(2, answers=SURE_ANSWER - 0.01))))
    assert len(found.citations) == 1


def test_another_passage_of_the_same_page_is_not_pointed_to() -> None:
    found = told(task(routing=ANSWER, knowledge=knowledge(passage(1), passage(2, source="page-1.md"))))
    assert len(found.citations) == 1


def test_a_table_after_words_of_ours_begins_on_a_line_of_its_own() -> None:
    rows = passage(1, "– Wallbox – Power: 11 kW; Price: €450", units=())
    found = told(task(routing=ANSWER, language="de", knowledge=knowledge(rows)))
    assert found.text == "Das habe ich auf Englisch gefunden:\n– Wallbox – Power: 11 kW; Price: €450 [1]"
    found = told(task(routing=routing(), knowledge=knowledge(rows)))
    assert "This may help:\n– Wallbox" in found.text


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_what_no_page_answers_is_said_not_to_be_known(language: str) -> None:
    asked: dict[str, Any] = {"routing": routing(), "language": language, "intent": intent("how_to")}
    not_known = words_of(Phrases, language).texts["not_known"]
    assert told(task(**asked, knowledge=knowledge())).text.startswith(not_known)
    assert not_known not in told(task(**asked, knowledge=knowledge(passage()))).text


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_what_pages_tell_of_our_cars_only_is_not_told_of_another_make(language: str) -> None:
    found = knowledge().changed(other_make=True)
    reply = told(task(routing=PHRASE, language=language, intent=intent("charging"), knowledge=found))
    phrases = words_of(Phrases, language)
    assert reply.text == phrases.texts["phrase_other_make"]
    assert reply.suggestions == (phrases.intents["speak_to_person"],)


@pytest.mark.parametrize(
    "found",
    [
        {"intent": intent("how_to")},
        {"intent": intent("complaint", handled_by="person"), "knowledge": knowledge()},
        {"knowledge": knowledge()},
    ],
    ids=["nobody searched", "nobody asked for knowledge", "nobody knows what is asked"],
)
def test_nothing_is_said_not_to_be_known_that_nobody_looked_for(found: dict[str, Any]) -> None:
    assert words_of(Phrases, "en").texts["not_known"] not in told(task(routing=routing(), **found)).text


def test_an_answer_in_another_language_says_so() -> None:
    found = told(task(routing=ANSWER, language="de", knowledge=knowledge(passage())))
    assert found.text.startswith("Das habe ich auf Englisch gefunden: The red brake light")
    assert found.language == "de"


def test_an_english_reply_to_an_unknown_language_needs_no_note_about_english() -> None:
    found = told(task(routing=ANSWER, language="pt", knowledge=knowledge(passage())))
    assert found.language == "en"
    assert not found.text.startswith("I found this in English")


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_a_hand_over_names_the_queue_in_the_customers_language(language: str) -> None:
    found = told(task(routing=routing(queue="sales"), language=language))
    assert words_of(Phrases, language).queues["sales"] in found.text
    assert found.language == language
    assert found.citations == ()


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_a_hand_over_says_how_to_reach_people_today(language: str) -> None:
    here = {
        "sales": Contact(phone="020 7946 0112", hours={"en": "at noon", language: "today"}),
        "others": Contact(phone="1"),
    }
    found = told(task(routing=routing(queue="sales"), language=language, contacts=here))
    assert "020 7946 0112, today." in found.text
    elsewhere = told(task(routing=routing(queue="finance_desk"), language=language, contacts=here))
    assert re.search(r" 1\.$", elsewhere.text)


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_where_danger_is_not_ruled_out_a_question_with_two_buttons_stands_beside_the_answer(language: str) -> None:
    texts = words_of(Phrases, language).texts
    found = told(
        task(
            routing=ANSWER,
            language=language,
            sentiment=sentiment(unsure=True),
            knowledge=knowledge(passage()),
            country="GB",
        )
    )
    assert found.text.endswith(texts["danger_question"].format(number="999"))
    assert found.suggestions[:2] == (texts["danger_yes"], texts["danger_no"])
    assert found.citations


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_while_only_words_were_judged_the_number_stands_alone_and_no_passage_is_quoted(language: str) -> None:
    unsure = DangerFinding(level="unsure", probability=0.4)
    guess = routing("clarify", "answer", None)
    found = told(task(routing=guess, language=language, danger=unsure, knowledge=knowledge(passage()), country="DE"))
    texts = words_of(Phrases, language).texts
    assert found.text == f"{texts['danger_line'].format(number='112')} {texts['danger_looked_at_again']}"
    assert found.suggestions == (texts["danger_yes"], texts["danger_no"])
    assert found.citations == ()


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
def test_who_is_safe_is_not_asked_again(language: str) -> None:
    texts = words_of(Phrases, language).texts
    safe = task(texts["danger_no"], routing=PHRASE, language=language, sentiment=sentiment(unsure=True))
    assert told(safe).text == texts["phrase_safe"]
    assert told(safe).suggestions == ()


def test_a_hand_over_offers_a_passage_meanwhile() -> None:
    found = told(task(routing=routing(), knowledge=knowledge(passage(1), passage(2))))
    assert "This may help: The red brake light" in found.text
    assert len(found.citations) == 1


def test_whoever_waits_is_told_so_and_not_handed_over_again() -> None:
    waiting = Dialogue(holder="queue", queue="service_desk", turns=1)
    found = told(task(routing=routing(), dialogue=waiting))
    assert found.text == "Your request for the service desk is noted, and I have added this message to it."


@pytest.mark.parametrize(("confidence", "others"), [(0.9, True), (0.3, False)])
def test_who_waits_and_requests_something_of_others_is_told_of_both(confidence: float, *, others: bool) -> None:
    waiting = Dialogue(holder="queue", queue="sales", turns=1)
    booking = intent("book_service", confidence=confidence, handled_by="person")
    kept = routing().changed(queue="sales")
    found = told(task(routing=kept, dialogue=waiting, intent=booking))
    assert found.text.startswith("This is something for the service desk. I have noted your request.") is others
    assert found.text.endswith("Your request for the sales team stays noted.") is others


def test_whoever_waits_and_asks_something_gets_the_passage_that_may_help() -> None:
    waiting = Dialogue(holder="queue", queue="service_desk", turns=1)
    found = told(task(routing=routing(), dialogue=waiting, intent=intent("billing"), knowledge=knowledge(passage())))
    assert len(found.citations) == 1


@pytest.mark.parametrize(("text", "name"), [("hello?", "billing"), ("a person please", "speak_to_person")])
def test_whoever_greets_or_wants_a_person_gets_no_passage(text: str, name: str) -> None:
    found = told(task(text, routing=routing(), intent=intent(name), knowledge=knowledge(passage())))
    assert found.citations == ()


@pytest.mark.parametrize("reply_with", ["passages", "phrase", "clarify"])
def test_an_answer_while_a_request_waits_says_once_that_it_stays_noted(reply_with: str) -> None:
    waiting = Dialogue(holder="queue", queue="sales", turns=1)
    noted = "Your request for the sales team stays noted."
    given = task(routing=routing(reply_with, "answer", None), intent=intent(), knowledge=knowledge(passage()))
    assert told(given.changed(dialogue=waiting)).text.endswith(f"\n\n{noted}")
    assert noted not in told(given).text
    again = waiting.changed(last_reply=f"It is 3 kW.\n\n{noted}")
    repeated = task(routing=routing("phrase", "answer", None), intent=intent("repeat"), dialogue=again)
    assert told(repeated).text.count(noted) == 1


def test_a_request_that_is_taken_back_is_named() -> None:
    waiting = Dialogue(holder="queue", queue="sales", turns=1)
    found = told(task(routing=routing("release", "answer", None), dialogue=waiting))
    assert (
        found.text
        == "All right, I have taken your request for the sales team back. If you need anything else, just write."
    )


def test_before_an_emergency_is_dropped_the_reply_asks_and_names_the_number() -> None:
    waiting = Dialogue(holder="queue", queue="roadside", priority=1, turns=1)
    found = told(
        task(routing=routing("confirm_release", "answer", None), dialogue=waiting, personalization=person(country="GB"))
    )
    assert "call 999 now" in found.text
    assert "is everyone safe" in found.text
    assert found.suggestions == ("Yes, all is well",)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("thanks", "small_talk", "You are welcome."),
        ("bye", "test_drive", "Goodbye,"),
        ("are you a person?", "speak_to_person", "I am an automatic assistant, not a person."),
        ("you stupid bot", "deny", "I am sorry that this is annoying."),
        ("is anyone there?", "speak_to_person", "Yes, I am here: the automatic assistant."),
        ("that helps me a lot, thanks", "small_talk", "You are welcome."),
        ("hello", "small_talk", "Hello."),
    ],
)
def test_a_courtesy_is_returned_in_kind(text: str, name: str, said: str) -> None:
    assert told(task(text, routing=routing("phrase", "answer", None), intent=intent(name))).text.startswith(said)


def test_a_follow_up_without_an_answer_is_asked_about_its_topic() -> None:
    goes_on = intent("charging").changed(follow_up=True)
    found = told(task("no, the other one", routing=routing("clarify", "answer", None), intent=goes_on))
    assert "“Charging my car”" in found.text
    assert found.suggestions == ("Charging my car", "I want to speak to a person")


def test_whoever_waits_elsewhere_is_handed_over() -> None:
    elsewhere = Dialogue(holder="queue", queue="sales", turns=1)
    assert told(task(routing=routing(), dialogue=elsewhere)).text.startswith("This is something for the service desk.")


def test_a_question_back_offers_the_likeliest_meanings() -> None:
    guess = intent("charging", others=("small_talk", "warranty", "billing", "sales"))
    found = told(task(routing=routing("clarify", "answer", None), intent=guess))
    assert found.suggestions == ("Charging my car", "What does the warranty cover?", "A question about my invoice")
    assert found.text == "I want to get this right. What is it about?"


def test_without_a_guess_the_question_back_is_open() -> None:
    found = told(task(routing=routing("clarify", "answer", None)))
    assert found.suggestions == ()
    assert "a few more words" in found.text


@pytest.mark.parametrize("language", SERVED_LANGUAGES)
@pytest.mark.parametrize("kind", sorted(words_of(Phrases, "en").danger))
def test_in_danger_the_advice_comes_first_and_then_112(kind: str, language: str) -> None:
    given = task(routing=EMERGENCY, language=language, sentiment=sentiment(danger=kind), personalization=person())
    found = told(given)
    assert found.text.startswith(words_of(Phrases, language).danger[kind])
    assert "112" in found.text
    assert "Alex" not in found.text  # no greeting stands before it


def test_a_danger_without_a_kind_gets_the_general_advice() -> None:
    general = words_of(Phrases, "en").danger["unclear"]
    assert told(task(routing=EMERGENCY)).text.startswith(general)
    assert told(task(routing=EMERGENCY, sentiment=sentiment(danger="meteorite"))).text.startswith(general)


@pytest.mark.parametrize("name", ["small_talk", "affirm", "deny", "cancel", "change_language", "out_of_scope"])
def test_a_set_phrase_answers_its_intent(name: str) -> None:
    found = told(task(routing=PHRASE, intent=intent(name, handled_by="phrase")))
    assert found.text == words_of(Phrases, "en").texts[f"phrase_{name}"]


def test_the_last_reply_is_said_again() -> None:
    again = task(routing=PHRASE, intent=intent("repeat"), dialogue=Dialogue(turns=1, last_reply="It takes 6 hours."))
    assert told(again).text == "It takes 6 hours."
    assert told(task(routing=PHRASE, intent=intent("repeat"))).text.startswith("There is nothing to repeat")


def test_a_reply_that_is_said_again_holds_no_marker_without_its_source() -> None:
    told(task(routing=PHRASE, intent=intent("repeat"), dialogue=Dialogue(turns=1, last_reply="It takes 6 hours. [1]")))


def test_a_known_customer_is_greeted_on_the_first_turn_only() -> None:
    first = task(routing=PHRASE, intent=intent("deny"), personalization=person())
    assert told(first).text.startswith("Hello Alex. ")
    later = first.changed(dialogue=Dialogue(turns=1))
    assert "Alex" not in told(later).text


@pytest.mark.parametrize(
    ("given", "field"), [(task(), "findings.routing"), (task(routing=ANSWER), "findings.knowledge")]
)
def test_a_task_without_what_it_needs_is_refused_by_name(given: AgentTask, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        load()(given)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("country", "number"), [("GB", "999"), ("DE", "112"), ("US", "911"), (None, "112 (911 in North America)")]
)
def test_who_asks_for_the_emergency_number_is_told_that_of_their_country(country: str | None, number: str) -> None:
    asked = task("what's the emergency number?", routing=PHRASE, country=country)
    assert told(asked).text == f"In an emergency call {number}."
    towing = asked.changed(contacts={"roadside": Contact(phone="020 7946 0199")})
    assert told(towing).text.endswith("If only the car needs help, call 020 7946 0199.")


def test_who_asks_for_our_number_is_told_it() -> None:
    ours = {"others": Contact(phone="020 7946 0100"), "sales": Contact(phone="020 7946 0112")}
    asked = task("what's your phone number?", routing=PHRASE, contacts=ours)
    assert "020 7946 0100" in told(asked).text
