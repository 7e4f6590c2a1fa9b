"""What a person reads before they answer, made of what is stored of a conversation. Pure."""

from collections.abc import Sequence
from datetime import datetime

from contracts.customer import Customer
from contracts.desk import Handover
from contracts.findings.routing import RoutingFinding
from contracts.packet import Danger, Packet
from conversations.packet.facts import facts_cited, facts_said, wanted
from conversations.packet.next_step import next_step
from conversations.packet.open_episode import OpenEpisode, open_episode
from conversations.packet.record_facts import facts_recorded
from conversations.packet.summary import Known, summary
from conversations.packet.told import dangers, moods, open_dangers, tried
from conversations.packet.unanswered import open_turns, suggestion
from conversations.packet.words import DEFAULT_LANGUAGE, words_in
from store.staff_entries import Recorded


def packet_of(
    recorded: Sequence[Recorded],
    handover: Handover | None,
    customer: Customer | None,
    now: datetime,
    language: str = DEFAULT_LANGUAGE,
) -> Packet:
    """Return the packet of the matter that is open, in a language of the desk (English where it has none in that one).

    `recorded` are all entries of the conversation, oldest first. Nothing stands in it that is not in them, in the
    record of the customer, or in the hand-over.
    """
    words, episode = words_in(language), open_episode(recorded)
    wishes, open_ones = wanted(episode, words), open_turns(episode, handover)
    known = Known(
        episode=episode,
        facts=(*facts_said(episode, words), *facts_recorded(customer, episode, words), *facts_cited(episode)),
        wanted=wishes,
        open_turns=open_ones,
        tried=tried(episode),
        moods=moods(episode),
        dangers=dangers(episode),
        handover=handover,
        now=now,
    )
    waiting = open_dangers(known.dangers, handover)
    route = _route(episode, waiting, handover)
    return Packet(
        summary=summary(known, words),
        why=words.reasons.get(route.rule, route.reason) if route else "",
        facts=tuple(known.facts),
        tried=tuple(known.tried),
        mood=tuple(known.moods),
        open_questions=tuple(episode.messages[turn_id].text for turn_id in open_ones),
        next_step=next_step(waiting, route, list(wishes), words),
        dangers=tuple(known.dangers),
        suggestion=suggestion(episode, open_ones),
    )


def _route(episode: OpenEpisode, waiting: list[Danger], handover: Handover | None) -> RoutingFinding | None:
    """The route to a person: of the danger that waits, if one does, else of the turn that was handed over.

    None where nothing was handed over, or that cannot be read.
    """
    turns = [danger.turn_id for danger in waiting[-1:]] or ([handover.handover_id] if handover else [])
    return next((one.answer.route for one in episode.answers if one.turn_id in turns), None)
