"""Places to ingest from."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

import knowledge.reader
from encoder.local import LocalEncoder
from knowledge.reader import Reader
from tests.unit.knowledge.ingest.places import DEFAULTS, Bucket, Counting, Folder, Place

Idle = dict[tuple[str, int], "subprocess.Popen[bytes]"]
"""Processes that read documents and have nothing to do, by their module and the memory that they may take."""


@pytest.fixture(scope="session")
def idle_readers() -> Iterator[Idle]:
    idle = Idle()
    yield idle
    for process in idle.values():
        with process:
            process.kill()


@pytest.fixture(autouse=True)
def _readers_go_on(idle_readers: Idle, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a process go on reading for the next ingestion: to start one takes longer than what most tests do with it.

    One that a document broke or made large is replaced as ever; `test_reader` tries that one ends with its reader.
    """
    started = Reader._started

    def key(reader: Reader) -> tuple[str, int]:
        return vars(knowledge.reader)["reader_process"].__name__, reader.limits.memory_bytes

    def started_or_idle(reader: Reader) -> "subprocess.Popen[bytes]":
        return idle_readers.pop(key(reader), None) or started(reader)

    def leave(reader: Reader, *error: object) -> None:
        if reader._process is not None and error[0] is None:
            idle_readers[key(reader)] = reader._process
        else:
            reader._end()

    monkeypatch.setattr(Reader, "_started", started_or_idle)
    monkeypatch.setattr(Reader, "__exit__", leave)


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, tmp_path: Path, aws: None) -> Place:
    place: Place = Folder(tmp_path) if request.param == "folder" else Bucket()
    place.put("_defaults.yaml", DEFAULTS)
    return place


@pytest.fixture
def bucket(aws: None) -> Bucket:
    bucket = Bucket()
    bucket.put("_defaults.yaml", DEFAULTS)
    return bucket


@pytest.fixture
def counting(encoder: LocalEncoder) -> Counting:
    return Counting(encoder)
