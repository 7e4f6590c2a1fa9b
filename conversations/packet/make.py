"""What a person reads before they answer, made of what is stored of a conversation. Pure."""

from collections.abc import Sequence
from datetime import datetime

from contracts.customer import Customer
from contracts.desk import Handover
from contracts.findings.routing import RoutingFinding
from contracts.packet import Packet
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
    route = _route(episode, handover)
    return Packet(
        summary=summary(known, words),
        why=words.reasons.get(route.rule, route.reason) if route else "",
        facts=tuple(known.facts),
        tried=tuple(known.tried),
        mood=tuple(known.moods),
        open_questions=tuple(episode.messages[turn_id].text for turn_id in open_ones),
        next_step=next_step(open_dangers(known.dangers, handover), route, list(wishes), words),
        dangers=tuple(known.dangers),
        suggestion=suggestion(episode, open_ones),
    )


def _route(episode: OpenEpisode, handover: Handover | None) -> RoutingFinding | None:
    """The route by which the conversation was handed over; None where it was not, or that cannot be read."""
    handed_over = episode.replies.get(handover.handover_id) if handover else None
    return handed_over.answer.route if handed_over else None
