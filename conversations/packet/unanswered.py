"""What is open still: messages that nobody has answered, and what could be answered to the last one."""

from contracts.desk import Handover
from contracts.findings.response import Citation
from contracts.packet import Suggestion
from conversations.packet.open_episode import OpenEpisode
from store.staff_entries import Recorded

_OPEN_AFTER = ("hand_over", "emergency")
"""Replies that promise a person: what was asked is theirs to answer."""


def open_turns(episode: OpenEpisode, handover: Handover | None) -> list[str]:
    """Return the turns whose messages neither the bot nor a person has answered, and whose customer wants it still."""
    handed_over = handover.handover_id if handover else None
    return [
        turn_id
        for turn_id in episode.messages
        if (turn_id == handed_over or _is_left_open(episode.replies.get(turn_id)))
        and not episode.is_over_since(turn_id)
    ]


def suggestion(episode: OpenEpisode, open_turns: list[str]) -> Suggestion | None:
    """Return what the bot would answer to the last open message: what it wrote for the person, or the page it found.

    None where nothing is open, and where it knows nothing that the customer has not been shown.
    """
    last = next((one for one in reversed(episode.answers) if one.turn_id in open_turns[-1:]), None)
    if last is None:
        return None
    if last.entry.author == "assist":
        citations = last.answer.reply.citations if last.answer.reply else ()
        return _suggested(last, last.entry.text, citations)
    return _from_page(last, episode)


def _from_page(last: Recorded, episode: OpenEpisode) -> Suggestion | None:
    """The best passage that was found for a message that was handed over instead; none to a danger."""
    knowledge, reply = last.answer.findings.knowledge, last.answer.reply
    shown = {quote.passage_id for one in episode.answers if one.answer.reply for quote in one.answer.reply.citations}
    if last.entry.kind == "emergency" or knowledge is None or reply is None or not knowledge.passages:
        return None
    best = knowledge.passages[0]
    if best.id in shown or best.language != reply.language:
        return None
    text = best.best_part or best.text
    citation = Citation(
        marker=1, passage_id=best.id, title=best.title, section=best.section, source=best.source, quote=text
    )
    return _suggested(last, f"{text} [1]", (citation,))


def _suggested(last: Recorded, text: str, citations: tuple[Citation, ...]) -> Suggestion:
    written_by = "bedrock" if last.answer.path == "bedrock" else "fast"
    return Suggestion(turn_id=last.turn_id, text=text, citations=citations, written_by=written_by)


def _is_left_open(reply: Recorded | None) -> bool:
    return reply is None or reply.entry.kind in _OPEN_AFTER
