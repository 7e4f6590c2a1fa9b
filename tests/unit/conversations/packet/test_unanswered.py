"""What nobody has answered yet, and what the bot would answer."""

from tests.unit import builders
from tests.unit.conversations.packet.story import ANSWERED, EMERGENCY, HANDED_OVER, Story


def test_what_was_handed_over_and_what_came_after_it_is_open_until_a_person_writes() -> None:
    story = Story()
    story.turn("what does the light mean?", "stop the car")
    turn = story.turn("book a service", "noted", HANDED_OVER)
    story.message("are you there?")
    assert story.packet(turn).open_questions == ("book a service", "are you there?")
    story.person("I am")
    story.assist(story.message("great, on Friday?"), "Friday is fine")
    assert story.packet(turn).open_questions == ("great, on Friday?",)


def test_what_the_customer_needs_nobody_for_any_more_is_not_open() -> None:
    for ending in ("release", "bot_again"):
        story = Story()
        story.turn("a person please", "noted", HANDED_OVER)
        if ending == "release":
            story.turn("never mind", "taken back", builders.routing("release", "answer", None))
        else:
            story.event(ending)
        turn = story.turn("my invoice is wrong", "noted", HANDED_OVER)
        assert story.packet(turn).open_questions == ("my invoice is wrong",)


def test_what_was_handed_over_is_open_also_where_its_reply_answered_something() -> None:
    story = Story()
    turn = story.turn("two things", "the first one is this", ANSWERED)
    assert story.packet(turn).open_questions == ("two things",)


def test_the_last_suggestion_is_offered_until_a_person_has_written() -> None:
    story = Story()
    turn = story.turn("a person please", "noted", HANDED_OVER)
    story.person("hello")
    last = story.message("how long does it charge?")
    story.assist(last, "six hours")
    suggestion = story.packet(turn).suggestion
    assert suggestion
    assert (suggestion.turn_id, suggestion.text, suggestion.written_by) == (last, "six hours", "fast")
    story.person("about six hours")
    assert story.packet(turn).suggestion is None


def test_a_page_that_was_found_and_not_shown_is_suggested_with_its_source() -> None:
    story = Story()
    found = builders.knowledge(builders.passage(1, "Charging takes six hours."))
    turn = story.message("this is ridiculous, how long does it charge?")
    story.reply(turn, "noted", HANDED_OVER, knowledge=found)
    suggestion = story.packet(turn).suggestion
    assert suggestion
    assert suggestion.text == "Charging takes six hours. [1]"
    assert [(quote.marker, quote.passage_id) for quote in suggestion.citations] == [(1, "page-1#1")]


def test_to_a_danger_no_page_is_suggested() -> None:
    story = Story()
    turn = story.turn("my brakes fail!", "stop", EMERGENCY, knowledge=builders.knowledge(builders.passage()))
    assert story.packet(turn).suggestion is None


def test_a_page_that_was_shown_already_or_is_in_another_language_is_not_suggested() -> None:
    shown, german = builders.passage(1, "Six hours."), builders.passage(2, "Sechs Stunden.", language="de")
    for passage in (shown, german):
        story = Story()
        story.reply(story.message("how long?"), "six hours", cited="Six hours.")
        turn = story.message("how long, I said?")
        story.reply(turn, "noted", HANDED_OVER, knowledge=builders.knowledge(passage))
        assert story.packet(turn).suggestion is None


def test_where_nothing_is_open_nothing_is_suggested() -> None:
    story = Story()
    story.turn("how long?", "six hours", knowledge=builders.knowledge(builders.passage()))
    assert story.packet().suggestion is None
    assert Story().packet().suggestion is None
