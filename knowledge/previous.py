"""What the previous index holds, by document: so that nothing is read, split or encoded twice."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from knowledge.index import Index
from knowledge.passages import StoredPassage
from knowledge.policy import NEW_PASSAGES_PER_RUN


class PreviousIndex:
    """Documents and passages of an index; of None there are none."""

    def __init__(self, index: Index | None) -> None:
        records = index.manifest.documents if index else ()
        self.records = {record.source: record for record in records}
        self._passages = defaultdict[str, list[StoredPassage]](list)
        self._texts = set[str]()
        for passage in index.passages if index else ():
            self._texts.add(passage.searchable())
            self._passages[passage.source].append(passage)
        for passage in index.repeated if index else ():
            self._passages[passage.source].append(passage)

    def passages(self, source: str) -> list[StoredPassage]:
        """The passages of a document in its order, repetitions included."""
        return [
            passage.changed(also_in=()) if passage.also_in else passage
            for passage in sorted(self._passages.get(source, ()), key=lambda passage: passage.number)
        ]

    def affordable(self, passages: Iterable[StoredPassage]) -> Iterator[StoredPassage]:
        """Those that were encoded before, and as many new ones as one run encodes, in their order."""
        room = NEW_PASSAGES_PER_RUN
        for passage in passages:
            new = self.count_new([passage])
            if new <= room:
                room -= new
                yield passage

    def count_new(self, passages: Sequence[StoredPassage]) -> int:
        """How many of these have words that were never encoded."""
        return sum(passage.searchable() not in self._texts for passage in passages)
