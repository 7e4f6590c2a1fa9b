"""Documents come, change and go, and the index follows."""

import json
from pathlib import Path

import pytest

from contracts.errors import InvalidInput
from encoder.local import LocalEncoder
from knowledge.ingest import Watch, ingest
from knowledge.tenants import report_of
from knowledge.versions import roll_back
from tests.unit.aws import TENANT, client
from tests.unit.knowledge.ingest.places import (
    BUCKET,
    DEFAULTS,
    KEYS,
    TYRES,
    Bucket,
    Counting,
    Place,
    became,
    reason,
    served,
    texts,
)


def test_documents_are_indexed_and_the_report_says_so(place: Place, counting: Counting, tmp_path: Path) -> None:
    place.put("a/tyres.md", TYRES)
    place.put("keys.md", KEYS)
    place.put("README.md", b"No document.")
    report = ingest(place.shelf, counting)
    assert became(report) == {"a/tyres.md": "indexed", "keys.md": "indexed"}
    assert (report.published, report.passages, report.encoded, report.unfinished) == (True, 2, 2, False)
    assert set(texts(place, counting, tmp_path)) == {"a/tyres.md", "keys.md"}
    current = place.shelf.current()
    assert current is not None
    assert current.version == report.version


def test_only_what_changed_is_read_and_encoded(place: Place, counting: Counting, tmp_path: Path) -> None:
    place.put("tyres.md", TYRES)
    place.put("keys.md", KEYS)
    ingest(place.shelf, counting)
    counting.texts.clear()
    place.put("keys.md", KEYS + b"\n\n# Batteries\n\nThe key takes a CR2032.")
    report = ingest(place.shelf, counting)
    assert became(report) == {"keys.md": "indexed", "tyres.md": "skipped"}
    assert [text.partition(".")[2].partition(".")[0].strip() or text for text in counting.texts] == ["Batteries"] * 2
    assert report.encoded == 1


def test_a_run_without_a_change_publishes_nothing(place: Place, counting: Counting) -> None:
    place.put("tyres.md", TYRES)
    first = ingest(place.shelf, counting)
    place.put("tyres.md", TYRES)
    again = ingest(place.shelf, counting)
    assert (again.published, again.version) == (False, first.version)
    assert became(again) == {"tyres.md": "skipped"}


def test_what_is_said_beside_or_above_a_document_changes_it_too(
    place: Place, encoder: LocalEncoder, tmp_path: Path
) -> None:
    place.put("tyres.md", TYRES)
    ingest(place.shelf, encoder)
    place.put("tyres.md.metadata.json", json.dumps({"metadataAttributes": {"models": ["Tern"]}}).encode())
    assert became(ingest(place.shelf, encoder)) == {"tyres.md": "indexed"}
    assert served(place, encoder, tmp_path).passages[0].models == ("Tern",)
    place.put("_defaults.yaml", DEFAULTS + b"brand: Veldra\n")
    ingest(place.shelf, encoder)
    assert served(place, encoder, tmp_path).passages[0].brand == "Veldra"


def test_a_deleted_document_is_gone_from_every_version(place: Place, encoder: LocalEncoder, tmp_path: Path) -> None:
    place.put("keys.md", KEYS)
    before = ingest(place.shelf, encoder).version
    place.put("tyres.md", TYRES)
    with_tyres = ingest(place.shelf, encoder).version
    place.drop("tyres.md")
    report = ingest(place.shelf, encoder)
    assert became(report) == {"keys.md": "skipped", "tyres.md": "removed"}
    assert set(texts(place, encoder, tmp_path)) == {"keys.md"}
    assert {version.name for version in place.shelf.versions()} == {before, report.version}
    with pytest.raises(InvalidInput, match=f"no version {with_tyres}.*document that was deleted"):
        roll_back(place.shelf, str(with_tyres))


def test_of_a_deleted_document_no_hidden_state_of_an_index_stays_in_the_bucket(
    bucket: Bucket, encoder: LocalEncoder
) -> None:
    bucket.put("keys.md", KEYS)
    bucket.put("tyres.md", TYRES)
    ingest(bucket.shelf, encoder)
    bucket.drop("tyres.md")
    ingest(bucket.shelf, encoder)
    states = client("s3").list_object_versions(Bucket=BUCKET, Prefix="index/")
    bodies = [
        client("s3").get_object(Bucket=BUCKET, Key=state["Key"], VersionId=state["VersionId"])["Body"].read()
        for state in states["Versions"]
        if state["Key"] != report_of(TENANT)
    ]
    assert bodies
    assert not [body for body in bodies if b"tyre pressure" in body]


def test_when_the_last_document_goes_nothing_of_it_is_served(
    place: Place, encoder: LocalEncoder, tmp_path: Path
) -> None:
    place.put("tyres.md", TYRES)
    ingest(place.shelf, encoder)
    place.drop("tyres.md")
    report = ingest(place.shelf, encoder)
    assert (report.passages, report.published) == (0, True)
    assert len(served(place, encoder, tmp_path).passages) == 0


def test_where_there_was_never_a_document_nothing_is_published(place: Place, encoder: LocalEncoder) -> None:
    assert ingest(place.shelf, encoder).version is None
    assert place.shelf.current() is None


def test_a_passage_that_two_documents_hold_comes_back_when_the_first_goes(
    place: Place, counting: Counting, tmp_path: Path
) -> None:
    place.put("a.md", TYRES)
    place.put("b.md", TYRES)
    report = ingest(place.shelf, counting)
    assert reason(report, "b.md") == "1 passages are left out: others say the same"
    assert served(place, counting, tmp_path).passages[0].also_in == ("b.md",)
    place.drop("a.md")
    ingest(place.shelf, counting)
    [passage] = served(place, counting, tmp_path).passages
    assert (passage.source, passage.also_in) == ("b.md", ())


def test_every_document_and_every_passage_is_told_of(place: Place, encoder: LocalEncoder) -> None:
    place.put("tyres.md", TYRES)
    place.put("keys.md", KEYS)
    documents, passages = list[tuple[str, int, int]](), list[tuple[int, int]]()
    watch = Watch(
        lambda outcome, done, total: documents.append((outcome.source, done, total)),
        lambda done, total: passages.append((done, total)),
    )
    ingest(place.shelf, encoder, watch)
    assert documents == [("keys.md", 1, 2), ("tyres.md", 2, 2)]
    assert passages == [(2, 2)]
    ingest(place.shelf, encoder, watch)
    assert documents[2:] == documents[:2]
    assert passages == [(2, 2)]


def test_what_lies_beside_above_and_between_documents_is_told_from_them(
    place: Place, encoder: LocalEncoder, tmp_path: Path
) -> None:
    place.put("a/b/_defaults.yaml", b"audience: customer\nlanguage: de\n")
    place.put("a/z.txt.metadata.json", json.dumps({"metadataAttributes": {"title": "Beside"}}).encode())
    for name in ("b.md", "a/z.txt", "a/b/c/d.md", "a/README.md", ".hidden.md", ".git/x.md"):
        place.put(name, f"Text of {name}.".encode())
    ingest(place.shelf, encoder)
    assert {(found.source, found.title, found.language) for found in served(place, encoder, tmp_path).passages} == {
        ("a/b/c/d.md", "d", "de"),
        ("a/z.txt", "Beside", "en"),
        ("b.md", "b", "en"),
    }
