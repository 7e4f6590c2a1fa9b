"""The fast path's reply for a voice: the same without lists, and with quotes that are short enough to be listened to.

What stands around quotes is said whole, whatever its length: what is recorded, open recalls, whom to call. The quotes
share the room that this leaves.
"""

from collections.abc import Mapping

from agents.response.citing import passages_of, without_markers
from agents.response.draft import Draft
from agents.response.extract import extract
from agents.response.extract_spoken import Spoken, extract_spoken
from agents.response.policy import LIMITS
from agents.response.read_aloud import in_sentences
from contracts.findings.knowledge import Passage
from contracts.findings.response import Citation, ResponseFinding
from contracts.turn import AgentTask
from languages.phrases import phrases_in


def spoken(task: AgentTask, reply: ResponseFinding, draft: Draft) -> tuple[ResponseFinding, Draft]:
    """Return a reply, and the draft that it is made of, as they are said."""
    passages = {passage.id: passage for passage in passages_of(task)}
    quoted = [one for one in reply.citations if _marked(one.quote, one) in reply.text]
    around = without_markers(_with({_marked(one.quote, one): "" for one in quoted}, reply.text))
    room = (LIMITS[task.channel].reply_chars - len(around)) // max(1, len(quoted)) - 1
    more = phrases_in(reply.language)[1].texts["more_on_page"]
    said = {
        one.marker: extract_spoken(task.text, passages[one.passage_id], room, for_more=len(more) + 1) for one in quoted
    }
    in_place = {_marked(one.quote, one): _said(said[one.marker], one, more) for one in quoted}
    text = _with(in_place, reply.text)
    citations = tuple(
        one.changed(quote=said[one.marker].text) if one.marker in said else one for one in reply.citations
    )
    made = reply.changed(text=text, speech=without_markers(text), citations=citations)
    return made, draft.changed(answer=_with(in_place, draft.answer))


def quote_of(task: AgentTask, passage: Passage, beside: int = 0) -> str:
    """Return what a reply of the turn's channel quotes of a passage, if it holds so many characters besides."""
    limits = LIMITS[task.channel]
    if limits.has_lists:
        return extract(task.text, passage)
    return extract_spoken(task.text, passage, limits.reply_chars - beside).text


def _marked(quote: str, citation: Citation) -> str:
    return f"{quote} [{citation.marker}]"


def _said(quote: Spoken, citation: Citation, more: str) -> str:
    """A quote as it stands in a spoken reply, with a word where its list goes on."""
    said = _marked(quote.text, citation)
    return f"{said} {more}" if quote.goes_on else said


def _with(in_place: Mapping[str, str], text: str) -> str:
    for shown, said in in_place.items():
        text = text.replace(shown, said)
    return in_sentences(text)
