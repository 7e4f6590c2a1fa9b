"""Indices of earlier versions: their description and passages are read, the archive itself is refused by its format."""

import json
from pathlib import Path

import pytest

from contracts.errors import ConfigurationError
from knowledge.index import FORMAT, Manifest, read_index
from knowledge.passages import StoredPassage
from knowledge.records import Report
from tests.unit.golden import FOLDERS, read, with_later_fields

pytestmark = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def test_what_an_index_says_of_itself_is_read(folder: Path) -> None:
    record = read(folder, "index/manifest.json")
    manifest = Manifest.model_validate(record)
    assert (manifest.format, manifest.passages, len(manifest.documents)) == (record["format"], 3, 4)
    assert Manifest.model_validate(with_later_fields(record)) == manifest


def test_what_the_last_run_did_is_read(folder: Path) -> None:
    record = read(folder, "index/report.json")
    report = Report.model_validate(record)
    assert report.counts() == {"indexed": 3, "failed": 1}
    assert Report.model_validate(with_later_fields(record)) == report


def test_passages_are_read(folder: Path) -> None:
    records = [json.loads(line) for line in (folder / "index" / "passages.jsonl").read_text().splitlines()]
    passages = [StoredPassage.model_validate(record) for record in records]
    assert [passage.audience for passage in passages] == ["customer", "agent", "customer"]
    assert [passage.text for passage in passages] == [record["text"] for record in records]
    assert [StoredPassage.model_validate(with_later_fields(record)) for record in records] == passages


def test_an_index_file_of_another_format_or_encoder_is_refused_by_name_with_the_way_out(folder: Path) -> None:
    made = read(folder, "index/manifest.json")
    reason = (
        f"index index.tar has format {made['format']} for {made['encoder']}; this process reads format {FORMAT} for "
        "another encoder: build it again with `python -m knowledge build`"
    )
    with pytest.raises(ConfigurationError) as caught:
        read_index(folder / "index" / "index.tar", "another encoder")
    assert str(caught.value) == reason
