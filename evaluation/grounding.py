"""Whether the check of replies keeps what is true and finds what was changed:

    python -m evaluation.grounding [--data DIR] [--show KIND]

Sentences of the demo's passages, cut as the index cuts them, are checked against their own passage, as they are and
with one thing changed (`evaluation/corruptions.py`), and again with three other passages beside their own, as in a
turn; so are rows of their tables with the value of another row (`evaluation/swapped_cells.py`). A sentence of the same
page in another language is true too, and put otherwise: it is checked against the English page. DIR holds `retrieval/`
(XQuAD), paragraphs that the check was not written for. Changes are made by rules, so this tests mechanics and is no
figure of quality.
"""

import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from agents.__main__ import DOCUMENTS
from agents.response.grounding.check import check
from agents.response.grounding.evidence import Evidence, Text
from agents.response.grounding.sentences import sentences
from agents.response.grounding.verdict import Verdict
from contracts.command_line import parser_of
from contracts.policy import PASSAGES_PER_TURN
from evaluation.collection import read_collection
from evaluation.corruptions import CORRUPTIONS
from evaluation.markdown import percentiles, table
from evaluation.swapped_cells import own_cells, swapped_cells
from knowledge.chunks import split
from knowledge.documents import is_document, read_document

MODELS: Final = ("Kite", "Tern", "Heron")
TRUE, TRANSLATED, ELSEWHERE, NAME = "true", "true, translated", "other passage", "name"
OWN_CELL, SWAPPED = "true cell", "cell of another row"
RIGHT: Final = (TRUE, TRANSLATED, OWN_CELL)
SEED: Final = 17
LEAST_CHARS: Final = 25
"""Shorter pieces are headings and cells: no sentences that a model would write."""
_NAMES: Final = re.compile(r"(?<=[a-zß-ÿ,] )[A-Z][a-zß-ÿ]{3,} [A-Z][a-zß-ÿ]{3,}(?= [a-zß-ÿ])")
_XQUAD: Final = ("en", "de", "es")


class Source(NamedTuple):
    """One passage, and whose it is: sentences from elsewhere come from another page."""

    text: Text
    page: str
    sentences: tuple[str, ...]


class Row(NamedTuple):
    """One sentence that was checked."""

    texts: str
    language: str
    kind: str
    sentence: str
    verdict: Verdict


def demo_sources() -> list[Source]:
    """The demo's passages, without questions beside pages."""
    found = list[Source]()
    for path in sorted(DOCUMENTS.rglob("*.md")):
        source = path.relative_to(DOCUMENTS).as_posix()
        if is_document(source):
            for passage in split(read_document(source, path.read_bytes())):
                found.append(Source(Text.of(passage), source, _sentences(passage.text)))
    return found


def xquad_sources(folder: Path, language: str) -> list[Source]:
    """XQuAD's paragraphs in one language."""
    passages = read_collection(folder / language).passages
    return [Source(Text(text=one.text, language=language), one.title, _sentences(one.text)) for one in passages]


def translated(name: str, pages: Sequence[tuple[Source, Text]], models: tuple[str, ...]) -> Iterator[Row]:
    """Every sentence of a passage, checked against a text in another language that says the same."""
    for source, original in pages:
        evidence, language = Evidence(passages={1: original}, names=models), source.text.language
        for sentence in source.sentences:
            yield Row(name, language, TRANSLATED, sentence, check(sentence, evidence, language))


def demo_pages(demo: Sequence[Source]) -> list[tuple[Source, Text]]:
    """Passages of the demo's translated pages, each with the whole English page."""
    english = defaultdict[str, list[str]](list)
    for source in demo:
        if source.text.language == "en":
            english[source.page].append(source.text.text)
    found = [(source, english.get(source.page.partition("/")[2])) for source in demo if source.text.language != "en"]
    return [(source, Text(text="\n".join(texts), language="en")) for source, texts in found if texts]


def _sentences(text: str) -> tuple[str, ...]:
    return tuple(one for one in sentences(text) if len(one) >= LEAST_CHARS)


def rows(name: str, sources: Sequence[Source], beside: int, models: tuple[str, ...]) -> Iterator[Row]:
    """Every sentence as it is, changed in each way that it can be, and put beside another page's passage."""
    chance = random.Random(SEED)  # noqa: S311 - sentences, no secrets
    for source in sources:
        peers = [one for one in sources if one.text.language == source.text.language and one.page != source.page]
        others = [one.text for one in chance.sample(peers, beside)]
        evidence = Evidence(passages=dict(enumerate([source.text, *others], 1)), names=models)
        known, language = "\n".join(text.text for text in evidence.passages.values()), source.text.language
        foreign = [one for one in chance.choice(peers).sentences[:1] if one not in known]
        tried: list[tuple[str, str]] = [(TRUE, one) for one in source.sentences] + [(ELSEWHERE, one) for one in foreign]
        for change, corrupt in CORRUPTIONS.items():
            changed = [corrupt(one, language, known, chance) for one in source.sentences]
            tried += [(change, one) for one in changed if one is not None]
        tried += [(OWN_CELL, one) for one in own_cells(source.text.text)]
        tried += [(SWAPPED, one) for one in swapped_cells(source.text.text)]
        if not models:
            tried += [(NAME, one) for one in with_other_names(source.sentences, known, peers, chance)]
        for kind, sentence in tried:
            yield Row(name, language, kind, sentence, check(sentence, evidence, language))


def with_other_names(own: Sequence[str], known: str, peers: Sequence[Source], chance: random.Random) -> Iterator[str]:
    """Yield sentences with one name in two words, such as "Von Miller", replaced by one of another page."""
    new = [name for name in _NAMES.findall(chance.choice(peers).text.text) if name not in known]
    for sentence in own:
        if new and (found := _NAMES.search(sentence)):
            yield sentence[: found.start()] + chance.choice(new) + sentence[found.end() :]


def summary(found: Sequence[Row]) -> str:
    """Counts of outcomes by kind and language."""
    counts = defaultdict[tuple[str, str, str], Counter[str]](Counter)
    for row in found:
        counts[row.texts, row.language, row.kind][row.verdict.outcome] += 1
    order = [*RIGHT, SWAPPED, *CORRUPTIONS, NAME, ELSEWHERE]
    lines = [
        (*key, str(count.total()), *(str(count[one]) for one in ("kept", "flagged", "dropped")), _percent(count))
        for key, count in sorted(counts.items(), key=lambda item: (item[0][0], order.index(item[0][2]), item[0][1]))
    ]
    return table(("texts", "language", "kind", "rows", "kept", "flagged", "dropped", "% dropped"), lines)


def _percent(count: Counter[str]) -> str:
    return f"{100 * count['dropped'] / count.total():.1f}"


def speed(sources: Sequence[Source]) -> str:
    """Milliseconds of processor time for a sentence, with four passages that have been read once."""
    chance, spent = random.Random(SEED), list[float]()  # noqa: S311 - sentences, no secrets
    for source in sources[:: max(1, len(sources) // 100)]:
        others = [one.text for one in chance.sample(sources, PASSAGES_PER_TURN - 1)]
        evidence = Evidence(passages=dict(enumerate([source.text, *others], 1)), names=MODELS)
        for number, sentence in enumerate([*source.sentences[:1], *source.sentences]):
            start = time.process_time()
            check(sentence, evidence, source.text.language)
            spent += [1000 * (time.process_time() - start)] if number else []
    return f"{len(spent)} sentences, ms of processor time, p50, p95, p99: {', '.join(percentiles(spent))}"


def main() -> None:
    """Print the table."""
    parser = parser_of("evaluation.grounding", __doc__)
    parser.add_argument("--data", type=Path, help="folder that holds retrieval/, with XQuAD")
    parser.add_argument("--show", help="print the sentences of one kind that were judged wrongly")
    options = parser.parse_args()
    demo, found = demo_sources(), list[Row]()
    for beside, name in ((0, "demo"), (PASSAGES_PER_TURN - 1, "demo, four passages")):
        found += rows(name, demo, beside, MODELS)
    found += translated("demo", demo_pages(demo), MODELS)
    xquad = {one: xquad_sources(options.data / "retrieval", one) for one in _XQUAD} if options.data else {}
    for language, sources in xquad.items():
        found += rows("XQuAD", sources, 0, ())
        pairs = zip(sources, xquad["en"], strict=True) if language != "en" else ()
        found += translated("XQuAD", [(one, other.text) for one, other in pairs], ())
    print(summary(found))
    print(speed(demo))
    for row in found:
        if row.kind == options.show and (row.verdict.outcome == "kept") != (row.kind in RIGHT):
            print(row.texts, row.language, row.verdict.outcome, *row.verdict.reasons, "|", row.sentence.strip())


if __name__ == "__main__":
    main()
