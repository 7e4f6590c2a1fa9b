"""What the customer was told so far, how they sounded, and which danger they spoke of."""

from collections.abc import Iterable

from contracts.desk import Handover
from contracts.findings.of_turn import Findings
from contracts.packet import Danger, Mood, Tried
from conversations.packet.open_episode import OpenEpisode
from danger.settle import UNCLEAR, settled
from store.staff_entries import Recorded


def tried(episode: OpenEpisode) -> tuple[Tried, ...]:
    """Return the bot's replies in order, without set phrases and hand-overs: these told the customer nothing."""
    told, before = list[Tried](), set[str]()
    for turn_id, one in episode.replies.items():
        if not _tells_something(one):
            continue
        message, quoted = episode.messages.get(turn_id), _quoted(one)
        told.append(
            Tried(
                turn_id=turn_id,
                asked=message.text if message else "",
                told=one.entry.text,
                kind=one.entry.kind or "reply",
                repeated=quoted <= before,
                citations=one.answer.reply.citations if one.answer.reply else (),
            )
        )
        before |= quoted
    return tuple(told)


def moods(episode: OpenEpisode) -> tuple[Mood, ...]:
    """Return how each message sounded, also those that were for a person."""
    return tuple(
        Mood(at=episode.said_at(one), score=mood.score, turn_id=one.turn_id)
        for one in episode.answers
        if (mood := one.answer.findings.sentiment)
    )


def dangers(episode: OpenEpisode) -> tuple[Danger, ...]:
    """Return the turns whose customer was told what to do in danger."""
    return tuple(
        Danger(
            turn_id=one.turn_id,
            kind=settled(Findings.taken_from(one.answer.findings)).kind or UNCLEAR,
            at=episode.said_at(one),
            answered=episode.person_wrote_after(one.turn_id),
        )
        for one in episode.answers
        if one.answer.route and one.answer.route.kind == "emergency"
    )


def open_dangers(found: Iterable[Danger], handover: Handover | None) -> list[Danger]:
    """Return the dangers that no person has answered, of those for which the conversation waits now.

    Those of before the hand-over are settled: it would stand since then otherwise. Ids of turns sort by time.
    """
    return [one for one in found if handover and not one.answered and one.turn_id >= handover.handover_id]


def _tells_something(one: Recorded) -> bool:
    if one.answer.reply and one.answer.reply.citations:
        return True
    return one.entry.kind not in ("phrase", "hand_over")


def _quoted(one: Recorded) -> set[str]:
    """What tells a reply from another: what it quotes, or else its words."""
    citations = one.answer.reply.citations if one.answer.reply else ()
    return {citation.quote for citation in citations} or {one.entry.text}
