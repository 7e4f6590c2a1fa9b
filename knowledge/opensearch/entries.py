"""Passages as documents of the collection, and back.

Beside the passages an index holds one small document for each piece of a word: how many passages hold it. With them a
question is scored here exactly as the embedded engine scores it, whatever the server's own BM25 looks like.
"""

from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Final, NamedTuple

import numpy as np
from pydantic import ValidationError

from encoder.protocol import Vector
from knowledge.lexical import pieces
from knowledge.part_vectors import Rows
from knowledge.passages import StoredPassage, page_of
from knowledge.translations import Readers
from observe.log import log

ANY: Final = "any"
"""Stands in a list of models or markets that is empty, and for all languages: such a passage fits all of them."""
FOR_ALL: Final = Readers(translated=False, replaced_in=frozenset())
_FIRST_YEAR, _LAST_YEAR = 0, 9999
_VECTOR_DIGITS: Final = 5

Entry = dict[str, Any]


class Hit(NamedTuple):
    """A passage that the collection found, with the vectors of its whole and its parts."""

    passage: StoredPassage
    vector: Vector
    parts: Rows
    translated: bool


def passage_entry(passage: StoredPassage, vector: Vector, parts: Rows, readers: Readers = FOR_ALL) -> Entry:
    """A passage as a document. `likeness` is its vector in half precision, `parts` its rows, as in an index file.

    The vector itself is only for finding it; it is not sent back, being four times as long.
    """
    half = vector.astype(np.float16)
    content = passage.model_dump(mode="json")
    return {
        "key": sha256(passage.model_dump_json().encode() + half.tobytes() + parts.tobytes()).hexdigest()[:32],
        "vector": [round(float(value), _VECTOR_DIGITS) for value in half],
        "page": page_of(passage.id),
        "words": " ".join(pieces(passage.searchable())),
        "audience": passage.audience,
        "models": [model.casefold() for model in passage.models] or [ANY],
        "markets": [*passage.markets] or [ANY],
        "language": passage.language,
        "only_for": passage.language if readers.translated else ANY,
        "not_for": sorted(readers.replaced_in),
        "year_from": passage.year_from or _FIRST_YEAR,
        "year_to": passage.year_to or _LAST_YEAR,
        "valid_from": (passage.valid_from or date.min).isoformat(),
        "valid_until": (passage.valid_until or date.max).isoformat(),
        "passage": content,
        "likeness": b64encode(half.tobytes()).decode(),
        "parts": b64encode(parts.tobytes()).decode(),
    }


def repeated_entry(passage: StoredPassage) -> Entry:
    """A passage that only its page shows: no search finds it, since another one says the same."""
    key = sha256(passage.model_dump_json().encode()).hexdigest()[:32]
    return {"key": key, "page": page_of(passage.id), "passage": passage.model_dump(mode="json")}


def piece_entry(piece: str, holding: int) -> Entry:
    """How many passages hold a piece, as a document."""
    return {"key": f"{piece} {holding}", "piece": piece, "holding": holding}


def count_pieces(passages: Sequence[StoredPassage]) -> tuple[Counter[str], float]:
    """In how many passages each piece occurs, and the mean number of pieces of a passage."""
    holding, total = Counter[str](), 0
    for passage in passages:
        found = pieces(passage.searchable())
        holding.update(set(found))
        total += len(found)
    return holding, total / max(1, len(passages))


def read_hits(found: Sequence[Mapping[str, Any]]) -> Iterator[Hit]:
    """The hits of a search with their vectors and parts, each passage once. One that cannot be read is left out."""
    seen = set[str]()
    for raw in found:
        source = raw["_source"]
        passage = read_passage(source)
        if passage and passage.id not in seen:
            seen.add(passage.id)
            half = np.frombuffer(b64decode(source["likeness"]), dtype=np.float16)
            parts = np.frombuffer(b64decode(source["parts"]), dtype=np.int8).reshape(-1, len(half))
            yield Hit(passage, half.astype(np.float32), parts, source["only_for"] != ANY)


def read_passage(source: Mapping[str, Any]) -> StoredPassage | None:
    """The passage of a hit; None, and logged, if it cannot be read."""
    try:
        return StoredPassage.model_validate(source["passage"])
    except ValidationError as error:  # its text quotes the passage
        log("error", "malformed passage", {"reason": f"cannot be read ({error.error_count()} errors)"})
        return None
