"""What the customer was told, how they sounded, and which danger they spoke of."""

from contracts.findings.sentiment import SentimentFinding
from tests.unit import builders
from tests.unit.conversations.packet.story import EMERGENCY, HANDED_OVER, Story

PHRASE = builders.routing("phrase", "answer", None)
QUESTION = builders.routing("clarify", "answer", None)


def feels(score: float) -> SentimentFinding:
    return builders.sentiment(score)


def test_answers_and_questions_back_were_tried_set_phrases_and_hand_overs_were_not() -> None:
    story = Story()
    story.turn("hello", route=PHRASE)
    story.turn("brakes", "which ones?", QUESTION)
    story.turn("the red light", "stop the car")
    story.turn("a person please", "noted", HANDED_OVER)
    assert [(one.asked, one.told, one.kind, one.repeated) for one in story.packet().tried] == [
        ("brakes", "which ones?", "question", False),
        ("the red light", "stop the car", "answer", False),
    ]


def test_a_hand_over_that_quotes_a_page_told_something() -> None:
    story = Story()
    turn = story.message("my brakes squeak")
    story.reply(turn, "noted. this may help", HANDED_OVER, cited="New pads squeak.")
    [one] = story.packet(turn).tried
    assert (one.kind, one.citations[0].quote) == ("hand_over", "New pads squeak.")
    assert story.packet(turn).open_questions == ("my brakes squeak",)


def test_who_was_told_the_same_again_is_told_so() -> None:
    story = Story()
    for text in ("how long?", "no, how long?"):
        story.reply(story.message(text), f"About {text}", cited="It takes six hours.")
    packet = story.packet()
    assert [one.repeated for one in packet.tried] == [False, True]
    assert "answers 2, of these said again 1" in packet.summary


def test_a_hand_over_that_quotes_what_was_told_is_no_answer_that_was_said_again() -> None:
    story = Story()
    for text in ("a person!", "a person, I said!"):
        story.reply(story.message(text), text, HANDED_OVER, cited="It takes six hours.")
    packet = story.packet()
    assert [one.repeated for one in packet.tried] == [False, True]
    assert "assistant" not in packet.summary


def test_a_page_that_was_quoted_twice_is_one_fact() -> None:
    story = Story()
    for text in ("how long?", "no, how long?"):
        story.reply(story.message(text), text, cited="It takes six hours.")
    assert [fact.text for fact in story.packet().facts if fact.source == "page"] == ["Page 1: It takes six hours."]


def test_the_mood_is_told_message_by_message_also_of_those_to_a_person() -> None:
    story = Story()
    first = story.turn("nice car", sentiment=feels(0.7))
    second = story.message("this is a disgrace")
    story.assist(second, "sorry", sentiment=feels(-0.95))
    packet = story.packet()
    assert [(mood.turn_id, mood.score) for mood in packet.mood] == [(first, 0.7), (second, -0.95)]
    assert [mood.at for mood in packet.mood] == [story.entries[0].entry.created_at, story.entries[2].entry.created_at]
    assert "Sounds angry, messages in a row: 1. The mood has got worse." in packet.summary


def test_a_danger_is_open_until_a_person_has_written() -> None:
    story = Story()
    turn = story.turn("my brakes fail!", "stop", EMERGENCY, sentiment=builders.sentiment(-0.5, danger="brakes"))
    waiting = story.packet(turn)
    assert [(danger.kind, danger.answered) for danger in waiting.dangers] == [("brakes", False)]
    assert waiting.summary.startswith("Danger that no person has answered yet: brakes.")
    assert waiting.next_step
    assert waiting.next_step.startswith("Answer now. Ask where they are")
    story.person("where are you?")
    answered = story.packet(turn)
    assert [danger.answered for danger in answered.dangers] == [True]
    assert answered.summary.startswith("They had spoken of danger: brakes.")
    assert answered.next_step is None


def test_a_danger_that_came_up_in_line_is_why_the_conversation_waits() -> None:
    story = Story()
    turn = story.turn("book a service", "noted", HANDED_OVER, intent=builders.intent("book_service"))
    story.turn("it burns!", "get out", EMERGENCY.changed(reason="a danger to life"))
    packet = story.packet(turn)
    assert packet.why == "a danger to life"
    assert [danger.kind for danger in packet.dangers] == ["unclear"]


def test_a_danger_of_before_the_hand_over_is_settled_and_told_still() -> None:
    story = Story()
    story.turn("smoke!", "get out", EMERGENCY, sentiment=builders.sentiment(-0.5, danger="smoke"))
    story.turn("only a barbecue, sorry", route=PHRASE)
    turn = story.turn("book a service", "noted", HANDED_OVER, intent=builders.intent("book_service"))
    packet = story.packet(turn)
    assert packet.summary.startswith("They had spoken of danger: smoke.")
    assert packet.next_step == "Confirm vehicle and work, and offer appointments."


def test_to_somebody_who_may_not_want_to_live_another_step_is_proposed_than_in_other_dangers() -> None:
    story = Story()
    turn = story.turn("I cannot go on", "please stay", EMERGENCY, sentiment=builders.sentiment(-1, danger="self_harm"))
    assert "stay with them" in (story.packet(turn).next_step or "")
