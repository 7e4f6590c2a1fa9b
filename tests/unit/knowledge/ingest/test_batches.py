"""More than one run can do."""

from pathlib import Path
from typing import Any

import pytest

from encoder.local import LocalEncoder
from knowledge import collect, previous
from knowledge.ingest import ingest
from knowledge.passages import StoredPassage
from knowledge.policy import READING_SECONDS
from knowledge.reader import Reader
from tests.unit.knowledge.ingest.places import KEYS, TYRES, Counting, Place, became, reason, texts


def limit(monkeypatch: pytest.MonkeyPatch, passages: int) -> None:
    """Let one run encode so many passages."""
    monkeypatch.setattr(collect, "NEW_PASSAGES_PER_RUN", passages)
    monkeypatch.setattr(previous, "NEW_PASSAGES_PER_RUN", passages)


def handbook(year: int) -> bytes:
    """A page of three sections that are the same every year, each long enough to be recognised."""
    words = ("boot", "roof", "horn")
    sections = (
        f"<h2>The {word}</h2><p>{f'The {word} of the car is opened slowly by hand. ' * 5}</p>" for word in words
    )
    return f"<title>Handbook {year}</title>{''.join(sections)}".encode()


def test_a_large_batch_is_published_part_by_part(
    place: Place, counting: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, 2)
    chapters = "\n\n".join(f"# Part {word}\n\nThis is about the {word}." for word in ("boot", "roof", "horn"))
    place.put("a.md", chapters.encode())
    place.put("b.md", TYRES)
    first = ingest(place.shelf, counting)
    assert (first.passages, first.unfinished) == (2, True)
    assert reason(first, "a.md") == "2 of 3 passages so far; the others come in the next run"
    assert became(first)["b.md"] == "waiting"
    second = ingest(place.shelf, counting)
    assert (second.passages, second.unfinished) == (4, False)
    assert became(second) == {"a.md": "indexed", "b.md": "indexed"}
    assert len(counting.texts) == 8
    assert became(ingest(place.shelf, counting)) == {"a.md": "skipped", "b.md": "skipped"}


def test_a_document_that_waits_keeps_serving_what_it_said(
    place: Place, encoder: LocalEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.put("keys.md", KEYS)
    ingest(place.shelf, encoder)
    place.put("a.md", TYRES)
    place.put("keys.md", KEYS.replace(b"three", b"four"))
    limit(monkeypatch, 1)
    assert became(ingest(place.shelf, encoder)) == {"a.md": "indexed", "keys.md": "waiting"}
    assert "three days" in texts(place, encoder, tmp_path)["keys.md"]
    assert became(ingest(place.shelf, encoder)) == {"a.md": "skipped", "keys.md": "indexed"}
    assert "four days" in texts(place, encoder, tmp_path)["keys.md"]


def test_repetitions_take_no_room_so_that_a_batch_with_many_of_them_ends(
    place: Place, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, 2)
    place.put("2024.html", handbook(2024))
    place.put("2025.html", handbook(2025))
    reports = [ingest(place.shelf, counting) for _ in range(2)]
    assert [report.unfinished for report in reports] == [True, False]
    assert [(report.passages, report.encoded) for report in reports] == [(2, 2), (3, 1)]
    assert became(ingest(place.shelf, counting)) == {"2024.html": "skipped", "2025.html": "skipped"}


def test_repetitions_that_come_back_are_encoded_part_by_part_too(
    place: Place, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.put("2024.html", handbook(2024))
    place.put("2025.html", handbook(2025))
    ingest(place.shelf, counting)
    place.drop("2024.html")
    limit(monkeypatch, 2)
    first, second = ingest(place.shelf, counting), ingest(place.shelf, counting)
    assert (first.encoded, reason(first, "2025.html")) == (2, "2 of 3 passages so far; the others come in the next run")
    assert (second.encoded, second.passages, second.unfinished) == (1, 3, False)


def test_documents_that_fail_do_not_use_up_the_time_of_every_run(
    place: Place, encoder: LocalEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading a broken one takes all of a run's time here; the good one behind it has its turn all the same."""
    place.put("a.pdf", b"%PDF-1.7 nothing")
    place.put("b.md", TYRES)
    clock = [0.0]

    read = Reader.passages

    def slow(reader: Reader, *document: Any) -> list[StoredPassage]:
        clock[0] += READING_SECONDS + 1
        return read(reader, *document)

    monkeypatch.setattr(Reader, "passages", slow)
    monkeypatch.setattr("knowledge.collect.time.monotonic", lambda: clock[0])
    assert became(ingest(place.shelf, encoder)) == {"a.pdf": "failed", "b.md": "waiting"}
    again = ingest(place.shelf, encoder)
    assert became(again) == {"a.pdf": "failed", "b.md": "indexed"}
    assert not again.unfinished
