"""What is wrong with what a customer got."""

from collections.abc import Iterator
from typing import Final

from contracts.findings.response import Reply
from contracts.public import PublicAnswer
from evaluation.scripted.play import Got
from evaluation.scripted.script import NOWHERE, Danger, Script, ScriptedTurn, Words
from languages.phrases import phrases_in
from languages.served import SERVED_LANGUAGES

Fault = tuple[str, str]
"""What was looked at, such as `cites`, and what was found."""
_APOSTROPHES: Final = str.maketrans("\u2019\u02bc", "''")


def faults(script: Script, turn: ScriptedTurn, got: Got) -> Iterator[Fault]:
    """Yield each thing that is not as the turn says; of a turn that is right, nothing."""
    shown = PublicAnswer.of(got.answer)
    reply, text = shown.reply, _plain(shown.reply.text)
    queue, danger, language = got.waits_in or NOWHERE, danger_in(got), turn.language or script.language
    page = next((page_of(citation.source) for citation in reply.citations), None)
    if danger not in turn.danger:
        yield "danger", danger
    if turn.queue is not None and queue not in turn.queue:
        yield "queue", queue
    if turn.reply is not None and reply.kind not in turn.reply:
        yield "reply", reply.kind
    if turn.cites is not None and (page not in turn.cites if turn.cites else page is not None):
        yield "cites", page or "nothing"
    yield from (("has", f"no {_named(words)}") for words in turn.has if not _says(text, words))
    yield from (("lacks", words) for words in turn.lacks if _says(text, words))
    for words in turn.buttons:
        if not any(_says(_plain(button), words) for button in reply.suggestions):
            yield "buttons", f"no {words}"
    if reply.language != language:
        yield "language", reply.language


def danger_in(got: Got) -> Danger:
    """Return what the reply makes of danger."""
    if got.answer.route.reply_with == "emergency":
        return "alarm"
    return "asked" if asks_for_danger(got.answer.reply) else "none"


def asks_for_danger(reply: Reply) -> bool:
    """Whether the reply asks whether anybody is in danger."""
    return phrases_in(reply.language)[1].texts["danger_yes"] in reply.suggestions


def page_of(source: str) -> str:
    """Return the page of a document, whichever language its translation is in."""
    folder, _, rest = source.removesuffix(".md").partition("/")
    return rest if folder in SERVED_LANGUAGES else source.removesuffix(".md")


def _says(text: str, words: Words) -> bool:
    return any(_plain(each) in text for each in ([words] if isinstance(words, str) else words))


def _named(words: Words) -> str:
    return words if isinstance(words, str) else " or ".join(words)


def _plain(text: str) -> str:
    """The text in one form: no case, every run of blanks one blank, one kind of apostrophe."""
    return " ".join(text.translate(_APOSTROPHES).casefold().split())
