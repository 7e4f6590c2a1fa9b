"""Checking one sentence of a reply against the evidence.

| what is found | leads to | why |
| --- | --- | --- |
| another language, or one that is not approved | dropped | nobody checked its words |
| few words, no fact, and nothing of ours ("Gladly!", "Yes.") | dropped | nobody can check it |
| the same as an item of a list | flagged | it may be a step of what is to be done |
| a number, unit, day, time, phone or address that no text of ours has | dropped | a wrong one does harm |
| a name that nobody named; a number of another model, or one that holds on another day | dropped | likewise |
| a value that our texts give to what is less like the sentence than what has another | flagged | words tell it |
| a promise that no text of ours makes | dropped | the system would have to keep it |
| the opposite of what a clause of the evidence says | dropped | "you may drive on" kills |
| a permission, or that all is well, where ours forbid and none of them says so | dropped | likewise |
| a similar clause that says the opposite | flagged | it may be about something else |
| a permission, and a source in another language that denies anything | flagged | its words cannot be compared |
| must, may, never, always, only, safely, for life, and no source says so | flagged | "check the oil" is a duty too |
| a bare number in words that no text has ("two ways") | flagged | it may count what the sentence itself lists |
| a number that only the customer named, said as a fact | flagged | they asked about it; no manual says it |
| a capital that may make a name, or one beside evidence in another language | flagged | names are translated too |
| few words in common with the evidence | flagged | it may be said in other words |
| facts without a marker, from none or several passages | flagged | the source is not sure |
| facts of another passage than the one cited | flagged | likewise |
| a marker without a passage; facts without a marker, from one passage | kept | the marker is removed, or added |
"""

from collections.abc import Iterator

from agents.response.grounding.claims import absent
from agents.response.grounding.evidence import Evidence, Text, plain
from agents.response.grounding.markers import bare, cited, is_item, with_known_markers
from agents.response.grounding.names import unknown_capitals, unknown_names
from agents.response.grounding.overlap import share
from agents.response.grounding.policy import MIN_SUPPORT
from agents.response.grounding.promises import Promise, promises
from agents.response.grounding.source import with_source
from agents.response.grounding.stance import IDIOMATIC, contradiction, doubtful_across_languages, unfounded_permission
from agents.response.grounding.subject import of_another
from agents.response.grounding.support import in_other_languages, is_filler, is_in, support_of
from agents.response.grounding.verdict import OUTCOMES, Reason, Verdict, verdict
from languages.normalise import has_letters
from languages.served import served


def check(sentence: str, evidence: Evidence, language: str) -> Verdict:
    """Return whether a sentence of a reply in this language may be shown, why not, and with which markers."""
    text = with_known_markers(sentence, evidence.passages)
    reasons: list[Reason] = ["marker_removed"] if text != sentence else []
    said = Text(text=bare(text), language=served(language))
    if _says_nothing(said) or plain(said.text) in evidence.fixed:
        return verdict(text, reasons, 1.0)
    markers, support = cited(text), support_of(said, evidence)
    if not is_in(said, language, evidence):
        return verdict(text, [*reasons, "language"], support)
    if not _asks(said) and not is_item(text) and is_filler(said, evidence):
        return verdict(text, [*reasons, "filler"], support)
    reasons += absent(said, evidence)
    reasons += [] if _asks(said) else of_another(said, evidence)
    reasons += [*_of_names(said, evidence), *_of_promises(said, evidence), *_of_stance(said, evidence, markers)]
    if support < MIN_SUPPORT and not _asks(said):
        reasons.append("support")
    if not any(OUTCOMES[reason] == "dropped" for reason in reasons):
        text, about_source = with_source(text, said, evidence, markers)
        reasons += about_source
    return verdict(text, reasons, support)


def _says_nothing(said: Text) -> bool:
    return not has_letters(said.text) and not any(character.isdigit() for character in said.text)


def _asks(said: Text) -> bool:
    """Whether the sentence is a question, which asserts nothing."""
    return said.text.endswith("?")


def _of_names(said: Text, evidence: Evidence) -> Iterator[Reason]:
    if unknown_names(said, evidence):
        yield "name"
    elif unknown := unknown_capitals(said, evidence):
        yield "doubtful_name" if in_other_languages(said, evidence) else unknown


def _of_promises(said: Text, evidence: Evidence) -> Iterator[Reason]:
    if not promises(said.text, said.language):
        return
    if any(not _is_made(kind, part, evidence) for part in said.parts for kind in promises(part.text, part.language)):
        yield "promise"


def _is_made(kind: Promise, said: Text, evidence: Evidence) -> bool:
    """Whether a part of the evidence makes such a promise too, in another language or of the same thing."""
    return any(
        kind in promises(part.text, part.language)
        and (part.language != said.language or share(said.stems, part.stems) >= MIN_SUPPORT)
        for text in evidence.ours
        for part in text.parts
    )


def _of_stance(said: Text, evidence: Evidence, markers: tuple[int, ...]) -> Iterator[Reason]:
    """A question says what it asks by halves only."""
    same = [clause for text in evidence.ours if text.language == said.language for clause in text.clauses]
    told = [clause for clause in same if not clause.asked]
    found = contradiction(said.clauses, same)
    foreign = [clause for text in in_other_languages(said, evidence) for clause in text.clauses]
    forbids = any(clause.denied for text in evidence.ours for clause in text.clauses)
    if found == "opposite" and not _asks(said):
        yield "opposite"
    elif not _asks(said) and unfounded_permission(said.clauses, told, forbids=forbids):
        yield "permission"
    elif found or (not same and foreign and doubtful_across_languages(said.clauses, foreign)):
        yield "doubtful_polarity"
    sources = [*(evidence.passages[one] for one in markers), *evidence.records, *evidence.phrases]
    texts = sources if markers else evidence.ours
    comparable = said.duties if all(text.language == said.language for text in texts) else said.duties - IDIOMATIC
    if comparable - frozenset[str]().union(*(text.duties for text in texts)):
        yield "obligation"
