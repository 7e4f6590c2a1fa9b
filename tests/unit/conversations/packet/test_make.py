"""The packet of a conversation as a whole."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import chain
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.intent.catalogue import read_catalogue
from agents.routing.rules import RULES
from contracts.customer import Appointment, Case, Customer, Order
from contracts.findings.intent import IntentFinding, Slot, SlotType
from contracts.findings.personalization import DueItem
from conversations.packet.words import STAFF_LANGUAGES, Words, words_in
from languages.phrases import phrases_in
from tests.unit import builders
from tests.unit.conversations.packet.story import ANSWERED, EMERGENCY, HANDED_OVER, Story

ALEX = builders.customer(
    builders.vehicle(
        make="Veldra",
        open_recalls=("tailgate strut VD-26-03",),
        appointments=(Appointment(number="B-1", on=date(2026, 12, 9), at=time(9, 30), place="Quayside"),),
    ),
    orders=(Order(number="O-1", item="winter wheels", ordered_on=date(2026, 11, 2)),),
    cases=(Case(number="C-1", subject="an invoice", opened_on=date(2026, 11, 10)),),
)
KITE = {"number": 0, "make": "Veldra", "model": "Kite", "year": 2025, "drive": "electric", "mileage_km": 5000}
DUE = st.sampled_from(
    (
        DueItem(kind="service", model="Kite", due_on=date(2027, 3, 1), due_at_km=30000, overdue=True),
        DueItem(kind="recall", detail="battery", warning="park_it", certainty="possible"),
        DueItem(kind="appointment", model="Kite", reference="B-2", due_on=date(2027, 1, 14), at=time(9, 30)),
    )
)
TEXTS = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=8, max_size=60).filter(
    lambda text: any(map(str.isalnum, text))
)


def slot(kind: str, text: str, value: str | None = None) -> Slot:
    return Slot.as_written({"type": kind, "text": text, "value": value or text, "start": 0, "end": len(text)})


def wish(name: str, *slots: Slot, confidence: float = 0.9) -> IntentFinding:
    return builders.intent(name, confidence=confidence).changed(slots=slots)


def test_a_packet_says_who_wants_what_why_it_was_handed_over_and_what_to_do() -> None:
    story = Story()
    turn = story.turn(
        "Can I bring the Kite in on Wednesday?",
        route=HANDED_OVER.changed(rule="needs_a_person", reason="someone has to act on this"),
        intent=wish("book_service", slot("date", "Wednesday", "2026-12-09")),
        sentiment=builders.sentiment(),
        personalization=builders.person(vehicle=KITE, vehicles=(KITE,)),
    )
    packet = story.packet(turn, customer=ALEX)
    assert packet.summary == (
        "Alex: Veldra Kite, 2025, 5000 km. Wants a workshop appointment. In their words: “Can I bring the Kite in on "
        "Wednesday?” Sounds calm. Waiting for the service desk for 2 min."
    )
    assert packet.why == "someone has to act on this"
    assert packet.next_step == "Confirm vehicle and work, and offer appointments."
    assert packet.open_questions == ("Can I bring the Kite in on Wednesday?",)
    assert [(fact.name, fact.text) for fact in packet.facts if fact.source == "customer"] == [
        ("intent", "wants a workshop appointment"),
        ("date", "Wednesday (2026-12-09)"),
    ]
    assert [(fact.name, fact.text) for fact in packet.facts if fact.source == "record"] == [
        ("first_name", "Alex"),
        ("last_name", "Marlow"),
        ("vehicle", "Veldra Kite, 2025, 5000 km"),
        ("model", "Kite"),
        ("plate", "DM24 KTE"),
        ("appointment", "B-1, Kite, 2026-12-09, 09:30, Quayside"),
        ("order", "O-1, winter wheels"),
        ("case", "C-1, an invoice, 2026-11-10"),
    ]


def test_the_same_packet_is_read_in_german_and_in_english_where_a_language_has_no_words() -> None:
    story = Story()
    turn = story.turn("help", route=HANDED_OVER.changed(rule="angry"), sentiment=builders.sentiment(-0.9))
    german = story.packet(turn, language="de")
    assert german.summary == (
        "Wer schreibt, ist nicht bekannt. Im Wortlaut: „help“ Klingt wütend, Nachrichten in Folge: 1. "
        "Wartet seit 2 min auf die Serviceannahme."
    )
    assert german.why == "seit mehreren Nachrichten wütend"
    assert story.packet(turn, language="xx") == story.packet(turn)


def test_only_the_matter_that_is_open_is_told_and_earlier_ones_in_one_sentence() -> None:
    story = Story()
    first = story.turn("my invoice is wrong", route=HANDED_OVER, intent=wish("billing"))
    story.person("here is a new one")
    story.event("finished")
    packet = story.packet()
    assert packet.summary == (
        "The customer is not identified. Nothing has been written yet. "
        "Matters that were finished here before: 1, the last on 2026-12-01."
    )
    second = story.turn("now about the warranty", route=HANDED_OVER, intent=wish("warranty"))
    packet = story.packet(second)
    assert "warranty" in packet.summary
    assert first not in packet.model_dump_json()
    assert not {"invoice", "Nadia"} & set(re.findall(r"\w+", packet.model_dump_json()))


def test_who_was_transferred_is_read_with_what_the_last_person_wrote_and_noted() -> None:
    story = Story()
    turn = story.turn("the car is not ready", route=HANDED_OVER, intent=wish("service_status"))
    story.person("I am looking it up")
    story.note("workshop says Thursday, they want a loan car")
    packet = story.packet(turn, state="held", claimed_at=story.entries[1].entry.created_at)
    assert "Written to them so far: Nadia." in packet.summary
    assert "Last note, by Nadia: “workshop says Thursday, they want a loan car”" in packet.summary
    assert packet.summary.endswith("Waited for the service desk for 1 min.")
    assert packet.open_questions == ()


def test_who_was_given_back_waits_again() -> None:
    story = Story()
    turn = story.turn("hello", route=HANDED_OVER)
    packet = story.packet(turn, claimed_at=story.entries[1].entry.created_at)
    assert packet.summary.endswith("Waiting for the service desk again, 2 min after they first got in line.")


def test_a_packet_is_made_of_answers_without_findings_and_of_such_as_cannot_be_read() -> None:
    story = Story()
    story.reply(story.message("one"), "answer one", None)
    story.turn("two", route=HANDED_OVER)
    packet = story.packet("t000")
    assert (packet.why, packet.next_step, packet.mood, packet.suggestion) == ("", None, (), None)
    assert packet.tried[0].kind == "reply"
    assert packet.open_questions == ("one", "two")


def test_a_long_message_is_quoted_shortly_and_stands_whole_among_what_is_open() -> None:
    story, text = Story(), "my car " * 100
    packet = story.packet(story.turn(text, route=HANDED_OVER))
    assert "my car…”" in packet.summary
    assert len(packet.summary) < 300
    assert packet.open_questions == (text,)


def test_markup_and_braces_in_a_message_stay_what_they_are() -> None:
    story, text = Story(), "<script>alert(1)</script> {name} {0} {quote.__class__}"
    packet = story.packet(story.turn(text, route=HANDED_OVER))
    assert f"“{text}”" in packet.summary


@pytest.mark.parametrize("language", STAFF_LANGUAGES)
def test_every_request_every_reason_to_hand_over_every_danger_and_every_queue_has_words(language: str) -> None:
    words = words_in(language)
    requests = {name for name, intent in read_catalogue().items() if intent.handled_by != "phrase"}
    assert words.wants.keys() == words.next_by_intent.keys() == requests
    assert words.next_by_rule.keys() == words_in("en").next_by_rule.keys()
    assert words.queues.keys() == phrases_in(language)[1].queues.keys()
    assert words.dangers.keys() == phrases_in(language)[1].danger.keys()
    assert words.next_by_danger.keys() <= {*words.dangers, "others"}
    handing_over = {row["rule"] for row in json.loads(RULES.read_bytes()) if row["kind"] in ("queue", "emergency")}
    assert words.next_by_rule.keys() <= handing_over
    assert words.reasons.keys() in (set(), handing_over)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A conversation of anything that is stored: turns with findings or without, people, notes, events."""
    story = Story()
    for _ in range(draw(st.integers(0, 8))):
        match draw(st.sampled_from(("turn", "turn", "turn", "message", "assist", "person", "note", "event"))):
            case "turn":
                route = draw(st.sampled_from((ANSWERED, HANDED_OVER, EMERGENCY, None)))
                turn = story.message(draw(TEXTS))
                story.reply(turn, draw(TEXTS), route, cited=draw(st.one_of(st.just(""), TEXTS)), **draw(findings()))
            case "message":
                story.message(draw(TEXTS))
            case "assist":
                story.assist(story.message(draw(TEXTS)), draw(TEXTS), **draw(findings()))
            case "person":
                story.person(draw(TEXTS))
            case "note":
                story.note(draw(TEXTS))
            case _:
                story.event(draw(st.sampled_from(("joined", "finished", "transferred"))))
    return story


@st.composite
def findings(draw: st.DrawFn) -> dict[str, Any]:
    """Findings of a turn, any of which may be missing."""
    slots = draw(st.lists(st.builds(slot, st.sampled_from(get_args(SlotType)), TEXTS, TEXTS), max_size=2))
    intents = st.builds(
        wish,
        st.sampled_from(("book_service", "billing", "small_talk", "speak_to_person", "a_later_one")),
        *map(st.just, slots),
        confidence=st.sampled_from((0.2, 0.9)),
    )
    known = builders.person(
        first_name=draw(TEXTS),
        vehicle=draw(st.sampled_from((None, KITE))),
        vehicles=(KITE,),
        due=draw(st.lists(DUE, max_size=2)),
    )
    found = {
        "intent": draw(intents),
        "sentiment": builders.sentiment(draw(st.sampled_from((-0.95, -0.3, 0.0, 0.6)))),
        "personalization": draw(st.sampled_from((known, builders.person(identified=False, first_name=None)))),
        "knowledge": builders.knowledge(builders.passage()),
    }
    return {name: found[name] for name in draw(st.sets(st.sampled_from(sorted(found))))}


@settings(max_examples=150)
@given(stories(), st.sampled_from((None, ALEX)), st.sampled_from(STAFF_LANGUAGES))
def test_nothing_stands_in_a_packet_that_is_not_stored(story: Story, customer: Customer | None, language: str) -> None:
    turns = [one.turn_id for one in story.entries if one.entry.author == "bot"]
    packet = story.packet(turns[-1] if turns else None, customer=customer, language=language)
    stored, words = stored_texts(story, customer), words_in(language)
    tables = (words.wants, words.dangers, words.queues, words.feelings, words.due_marks)
    said_for_it = {*chain.from_iterable(table.values() for table in tables), *sentences(words)}
    assert {fact.text for fact in packet.facts if fact.name == "intent"} <= set(words.wants.values())
    for fact in packet.facts:
        assert remainder(fact.text, stored | said_for_it) <= set(" ,:()km"), fact
    said_for_it |= {fact.text for fact in packet.facts}
    assert remainder(packet.summary, stored | said_for_it) <= set(" ;,:.…“”„0123456789"), packet.summary
    assert {*packet.open_questions, *(one.asked for one in packet.tried if one.asked)} <= stored
    assert {one.told for one in packet.tried} <= stored
    assert packet.suggestion is None or packet.suggestion.text.removesuffix(" [1]") in stored


def stored_texts(story: Story, customer: Customer | None) -> set[str]:
    """Every value that is stored of a conversation and of its customer, as text."""
    records = [part.model_dump() for one in story.entries for part in (one.entry, one.answer)]
    return {str(leaf) for record in (*records, customer.model_dump() if customer else {}) for leaf in leaves(record)}


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from (leaf for part in value.values() for leaf in leaves(part))
    elif isinstance(value, list | tuple):
        yield from (leaf for part in value for leaf in leaves(part))
    else:
        yield f"{value:%H:%M}" if isinstance(value, time) else value.date() if isinstance(value, datetime) else value


def sentences(words: Words) -> set[str]:
    """What stands between the placeholders of sentences."""
    return {part for sentence in words.sentences.model_dump().values() for part in re.split(r"\{\w+\}", sentence)}


def remainder(text: str, known: set[str]) -> set[str]:
    """The characters of a text that are in nothing known, however it is cased and spaced."""
    left = spaced(text)
    for part in sorted(map(spaced, known), key=len, reverse=True):
        left = left.replace(part, " ") if part else left
    return set(left)


def spaced(text: str) -> str:
    return " ".join(text.split()).casefold()
