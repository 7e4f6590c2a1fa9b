"""Passages as documents."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest

from encoder.protocol import Vector
from knowledge.opensearch.entries import count_pieces, passage_entry, piece_entry, read_hits, repeated_entry
from knowledge.opensearch.schema import Meta, index_body
from knowledge.part_vectors import Rows
from knowledge.passages import StoredPassage
from tests.unit.knowledge.engine_behaviour import PASSAGES, passage

VECTOR: Vector = ((np.arange(384) - 190) / 2_000).astype(np.float32)
PARTS: Rows = np.arange(-384, 384).reshape(2, 384).astype(np.int8)
EVERYTHING = passage(
    "all",
    "Ölstand prüfen",
    also_in=("copy.md",),
    page=3,
    models=("Kite", "Heron"),
    markets=("DE",),
    year_from=2021,
    year_to=2024,
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
    audience="agent",
    language="de",
)


@pytest.mark.parametrize("stored", [*PASSAGES, EVERYTHING])
@pytest.mark.parametrize("parts", [PARTS, PARTS[:0]])
def test_a_passage_comes_back_as_it_was_with_its_vectors(stored: StoredPassage, parts: Rows) -> None:
    entry = json.loads(json.dumps(passage_entry(stored, VECTOR, parts)))
    (back,) = read_hits([{"_source": entry}])
    assert np.array_equal(back.parts, parts)
    assert back.passage == stored
    assert np.array_equal(back.vector, VECTOR.astype(np.float16).astype(np.float32))


def test_a_passage_that_is_found_twice_counts_once() -> None:
    hit = {"_source": passage_entry(EVERYTHING, VECTOR, PARTS)}
    assert len(list(read_hits([hit, hit]))) == 1


def test_a_passage_that_cannot_be_read_is_left_out_and_logged_without_its_words(
    logged: Callable[[], list[dict[str, Any]]],
) -> None:
    entry = passage_entry(EVERYTHING, VECTOR, PARTS)
    broken = entry | {"passage": {"title": "secret", "later": 1}}
    assert [found.passage for found in read_hits([{"_source": broken}, {"_source": entry}])] == [EVERYTHING]
    [line] = logged()
    assert line["message"] == "malformed passage"
    assert "secret" not in str(line)


def test_what_a_passage_leaves_open_is_filled_in_so_that_filters_stay_simple() -> None:
    entry = passage_entry(PASSAGES[0], VECTOR, PARTS)
    assert (entry["models"], entry["markets"]) == (["any"], ["any"])
    assert (entry["year_from"], entry["year_to"]) == (0, 9999)
    assert (entry["valid_from"], entry["valid_until"]) == ("0001-01-01", "9999-12-31")


def test_what_a_passage_says_is_searched_in_the_form_that_scopes_use() -> None:
    entry = passage_entry(EVERYTHING, VECTOR, PARTS)
    assert entry["models"] == ["kite", "heron"]
    assert entry["words"].split()[-3:] == ["ufen", "fen_", "=oil"]
    assert (entry["valid_from"], entry["year_to"]) == ("2026-01-01", 2024)


def test_the_key_changes_with_the_content_and_with_the_vector() -> None:
    keys = {
        passage_entry(EVERYTHING, VECTOR, PARTS)["key"],
        passage_entry(EVERYTHING.changed(page=4), VECTOR, PARTS)["key"],
        passage_entry(EVERYTHING, -VECTOR, PARTS)["key"],
        passage_entry(EVERYTHING, VECTOR, -PARTS)["key"],
    }
    assert len(keys) == 4
    assert passage_entry(EVERYTHING, VECTOR, PARTS)["key"] in keys


def test_the_mapping_names_every_field_of_every_document() -> None:
    meta = Meta.model_validate(
        {
            "format": 1,
            "tenant": "demo",
            "version": "v",
            "encoder": "e",
            "created": "2026-11-21T10:00:00Z",
            "passages": 1,
        }
        | {"average_pieces": 2.5, "models": ["kite"]}
    )
    mapping = index_body(meta, 384)["mappings"]
    known = mapping["properties"].keys()
    entries = (passage_entry(EVERYTHING, VECTOR, PARTS), repeated_entry(EVERYTHING), piece_entry("_oil", 2))
    assert set().union(*entries) == known
    assert mapping["dynamic"] == "strict"
    assert Meta.model_validate(json.loads(json.dumps(mapping["_meta"]))) == meta


def test_pieces_are_counted_once_a_passage() -> None:
    holding, average = count_pieces([passage("a", "oil oil"), passage("b", "oil")])
    assert holding["_oil"] == 2
    assert holding["_a_"] == 1
    assert average == 6.0


def test_counting_the_pieces_of_nothing_finds_none() -> None:
    assert count_pieces([]) == ({}, 0.0)
