"""Emergencies, anger and the wish for a person."""

import pytest

from tests.integration.chat import Chat


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("en", "There is smoke coming out of the bonnet and my kids are in the car", "Stop in a safe place"),
        ("en", "My brakes have failed and I cannot stop", "Take your foot off the accelerator"),
        ("de", "Meine Bremsen haben versagt und ich kann nicht anhalten", "Gehen Sie vom Gas"),
    ],
)
def test_danger_is_answered_with_what_to_do_first_and_whom_to_call(
    chat: Chat, language: str, text: str, first: str
) -> None:
    answer = chat.start(language=language).say(text)
    assert answer.missing == ()
    assert answer.route.kind == "emergency"
    assert answer.route.priority == 1
    assert answer.route.queue == "roadside"
    assert answer.reply.language == language
    assert answer.reply.text.startswith(first)
    assert answer.reply.text.index("112") > answer.reply.text.index(first)
    assert answer.findings.sentiment is not None
    assert answer.findings.sentiment.safety_critical


def test_danger_of_an_unclear_kind_is_answered_with_what_is_right_in_any_danger(chat: Chat) -> None:
    answer = chat.start(language="de").say("Meine Bremsen gehen nicht mehr, ich bin auf der Autobahn")
    assert (answer.route.kind, answer.route.priority) == ("emergency", 1)
    assert "112" in answer.reply.text


def test_an_emergency_of_a_known_customer_begins_with_the_advice_and_not_with_a_greeting(chat: Chat) -> None:
    conversation = chat.start(customer_id="cust-alex")
    assert not conversation.say("My car is on fire!").reply.text.startswith("Hello")


def test_who_asks_for_a_person_is_put_in_the_queue(chat: Chat) -> None:
    answer = chat.start().say("I want to talk to a real person please")
    assert (answer.route.kind, answer.route.queue) == ("queue", "customer_care")
    assert answer.route.rule == "asked_for_a_person"
    assert "customer care" in answer.reply.text


def test_who_is_angry_twice_in_a_row_is_put_in_the_queue(chat: Chat) -> None:
    conversation = chat.start()
    first = conversation.say("This is terrible and I hate it, how do I update the map?")
    second = conversation.say("This is absolutely terrible, I am furious, how do I update that stupid map?")
    assert first.route.rule != "angry"
    assert (second.route.rule, second.route.kind, second.route.queue) == ("angry", "queue", "customer_care")
    assert second.route.priority == 2


def test_who_calms_down_in_between_is_not_counted_as_angry(chat: Chat) -> None:
    conversation = chat.start()
    for text in (
        "This is terrible and I hate it, how do I update the map?",
        "Thank you so much, that was really helpful!",
        "This is absolutely terrible, I am furious, how do I update that stupid map?",
    ):
        assert conversation.say(text).route.rule != "angry"


def test_who_already_waits_is_told_so(chat: Chat) -> None:
    conversation = chat.start()
    first = conversation.say("I want to talk to a real person please")
    second = conversation.say("I want to talk to a real person please")
    assert first.route.queue == second.route.queue
    assert second.reply.text.startswith("Your request for customer care is noted")
