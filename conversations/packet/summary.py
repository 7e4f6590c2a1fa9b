"""A packet's summary: a few sentences made of what is stored, who, what, what happened, how it sounds, how long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from textwrap import shorten

from contracts.desk import Handover
from contracts.findings.sentiment import Sentiment
from contracts.packet import Danger, Fact, Mood, Tried
from contracts.policy import ANGRY_SCORE
from conversations.packet.next_step import topic_of
from conversations.packet.open_episode import OpenEpisode
from conversations.packet.policy import MOOD_SHIFT, QUOTE_CHARS
from conversations.packet.told import open_dangers
from conversations.packet.words import Words


@dataclass(frozen=True)
class Known:
    """What a summary is made of."""

    episode: OpenEpisode
    facts: Sequence[Fact]
    wanted: dict[str, str]
    """The turn of each request, by intent, in order."""
    open_turns: Sequence[str]
    tried: Sequence[Tried]
    moods: Sequence[Mood]
    dangers: Sequence[Danger]
    handover: Handover | None
    now: datetime


def summary(known: Known, words: Words) -> str:
    """Return the sentences that there is something to say for, the most important ones first."""
    return " ".join(
        (
            *_danger(known, words),
            _who(known, words),
            *_what(known, words),
            *_happened(known, words),
            *_feels(known, words),
            *_waits(known, words),
            *_earlier(known, words),
        )
    )


def shortened(text: str) -> str:
    """Return the beginning of a text in one line, up to the end of a word."""
    return shorten(text, QUOTE_CHARS, placeholder="…")


def _danger(known: Known, words: Words) -> Iterator[str]:
    waiting = open_dangers(known.dangers, known.handover)
    others = [one for one in known.dangers if one not in waiting]
    for sentence, dangers in ((words.sentences.danger_open, waiting), (words.sentences.danger_spoken_of, others)):
        if kinds := dict.fromkeys(words.dangers.get(one.kind, one.kind) for one in dangers):
            yield sentence.format(kinds=", ".join(kinds))


def _who(known: Known, words: Words) -> str:
    named = {fact.name: fact.text for fact in reversed(known.facts) if fact.source == "record"}
    name, vehicle = named.get("first_name"), named.get("vehicle")
    if name is None:
        return words.sentences.unknown_customer
    return words.sentences.driver.format(name=name, vehicle=vehicle) if vehicle else f"{name}."


def _what(known: Known, words: Words) -> Iterator[str]:
    if not known.episode.messages:
        yield words.sentences.nothing_written
        return
    wishes = "; ".join(words.wants[intent] for intent in known.wanted)
    if wishes:
        yield f"{wishes[0].upper()}{wishes[1:]}."
    yield words.sentences.said.format(quote=shortened(_telling_message(known)))


def _telling_message(known: Known) -> str:
    """The message that tells most of the matter: that of the last topic, else the last that is open, else the last."""
    messages = known.episode.messages
    of_topic = known.wanted.get(topic_of(list(known.wanted)) or "")
    turn_id = next((one for one in (of_topic, *known.open_turns[-1:]) if one in messages), None)
    return messages[turn_id or list(messages)[-1]].text


def _happened(known: Known, words: Words) -> Iterator[str]:
    said = words.sentences
    counts = (
        (said.answers, sum(one.kind == "answer" for one in known.tried)),
        (said.questions, sum(one.kind == "question" for one in known.tried)),
        (said.repeats, sum(one.repeated and one.kind in ("answer", "question") for one in known.tried)),
    )
    if parts := [text.format(count=count) for text, count in counts if count]:
        yield said.assistant.format(parts=", ".join(parts))
    if names := dict.fromkeys(entry.name for entry in known.episode.by_person if entry.name):
        yield said.people.format(names=", ".join(names))
    notes = [one.entry for one in known.episode.entries if one.entry.author == "note"]
    for note in notes[-1:]:
        yield said.note.format(name=note.name or "", quote=shortened(note.text))


def _feels(known: Known, words: Words) -> Iterator[str]:
    if not known.moods:
        return
    scores = [mood.score for mood in known.moods]
    if angry := sum(1 for _ in takewhile(lambda score: score <= ANGRY_SCORE, reversed(scores))):
        yield words.sentences.angry.format(count=angry)
    else:
        yield words.feelings[_last_sentiment(known)]
    if abs(change := scores[-1] - scores[0]) >= MOOD_SHIFT:
        yield words.sentences.better if change > 0 else words.sentences.worse


def _last_sentiment(known: Known) -> Sentiment:
    found = (one.answer.findings.sentiment for one in reversed(known.episode.answers))
    return next(one.sentiment for one in found if one)


def _waits(known: Known, words: Words) -> Iterator[str]:
    if known.handover is None:
        return
    handover, said = known.handover, words.sentences
    if handover.claimed_at is None:
        sentence, until = said.waiting, known.now
    elif handover.state == "held":
        sentence, until = said.waited, handover.claimed_at
    else:
        sentence, until = said.waiting_again, known.now
    minutes = max(0, round((until - handover.entered_at).total_seconds() / 60))
    yield sentence.format(queue=words.queues.get(handover.queue, handover.queue), minutes=minutes)


def _earlier(known: Known, words: Words) -> Iterator[str]:
    if finished := known.episode.finished:
        yield words.sentences.earlier.format(count=len(finished), date=finished[-1].created_at.date())
