"""A turn that is sent again: answered once, whatever the network did."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx

from contracts.public import FullAnswer
from tests.integration.chat import Chat, Conversation, problem_of

TEXT = "How long does rapid charging take?"
MOST_TRIES = 6
"""One is enough on a machine that has time; the others are for one that is busy."""


def test_a_turn_that_is_sent_again_gets_the_same_reply(chat: Chat) -> None:
    conversation = chat.start()
    first = conversation.send(TEXT, "again")
    second = conversation.send(TEXT, "again")
    assert first.json() == second.json()
    assert conversation.texts() == [TEXT]


def test_a_turn_that_is_sent_again_later_gets_the_same_reply(chat: Chat) -> None:
    conversation = chat.start()
    first = conversation.say(TEXT, "early")
    conversation.say("How do I pair my phone?")
    assert conversation.say(TEXT, "early") == first
    assert conversation.texts() == [TEXT, "How do I pair my phone?"]


def test_the_same_turn_sent_several_times_at_once_is_answered_once(chat: Chat) -> None:
    conversation = chat.start()
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: conversation.say(TEXT, "at-once"), range(4)))
    assert all(answer == answers[0] for answer in answers)
    assert [entry.author for entry in conversation.transcript().entries] == ["customer", "bot"]


def say_until_stored(conversation: Conversation, text: str) -> FullAnswer:
    """Send a turn as a client should: again while others write at the same time, a function failed or nothing came."""
    client_turn_id = conversation.chat.new_turn_id()
    for _ in range(MOST_TRIES):
        try:
            response = conversation.send(text, client_turn_id)
        except httpx.TimeoutException:
            continue
        if response.status_code == 200:
            return FullAnswer.model_validate_json(response.content)
        assert response.status_code == 409 or response.status_code >= 500, response.text
        time.sleep(float(response.headers.get("Retry-After", 1)))
    raise AssertionError(f"{text} was not stored in {MOST_TRIES} tries")


def test_twenty_turns_of_one_conversation_sent_at_once_are_all_answered_and_stored(chat: Chat) -> None:
    conversation = chat.start()
    texts = [f"{TEXT} ({number:02})" for number in range(20)]
    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda text: say_until_stored(conversation, text), texts))
    assert len({answer.turn_id for answer in answers}) == 20
    assert sorted(conversation.texts()) == texts
    replies = {entry.turn_id: entry.text for entry in conversation.transcript().entries if entry.author == "bot"}
    assert replies == {answer.turn_id: answer.reply.text for answer in answers}


def test_the_id_of_a_turn_cannot_be_used_for_another_text(chat: Chat) -> None:
    conversation = chat.start()
    conversation.say(TEXT, "taken")
    problem_of(conversation.send("How do I pair my phone?", "taken"), 409, "turn-conflict")
    assert conversation.texts() == [TEXT]


def test_two_conversations_may_use_the_same_id_for_different_texts(chat: Chat) -> None:
    assert chat.start().say(TEXT, "mine").turn_id != chat.start().say("How do I pair my phone?", "mine").turn_id
