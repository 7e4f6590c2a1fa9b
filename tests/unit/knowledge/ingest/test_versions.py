"""Versions, and runs at the same time."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from contracts.errors import InvalidInput, Unavailable
from encoder.local import LocalEncoder
from knowledge import ingest as module
from knowledge.folder_shelf import FolderShelf
from knowledge.index import Index
from knowledge.ingest import ingest
from knowledge.policy import KEPT_VERSIONS
from knowledge.s3_shelf import S3Shelf
from knowledge.shelf import Current, Shelf
from knowledge.versions import roll_back
from tests.unit.aws import TENANT, client
from tests.unit.knowledge.ingest.places import (
    BUCKET,
    DEFAULTS,
    KEYS,
    TYRES,
    WASH,
    Bucket,
    Counting,
    Folder,
    Place,
    became,
    texts,
)


def test_of_two_runs_at_once_none_is_lost(
    place: Place, counting: Counting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second begins and ends between the first one's work and its publication."""
    place.put("tyres.md", TYRES)
    ingest(place.shelf, counting)
    place.put("keys.md", KEYS)
    publish, between = module._publish, threading.Event()

    def publish_late(shelf: Shelf, index: Index, current: Current | None) -> bool:
        if not between.is_set():
            between.set()
            place.put("wash.md", WASH)
            assert set(became(ingest(place.shelf, counting))) == {"keys.md", "tyres.md", "wash.md"}
            place.drop("tyres.md")
        return publish(shelf, index, current)

    monkeypatch.setattr(module, "_publish", publish_late)
    report = ingest(place.shelf, counting)
    assert became(report) == {"keys.md": "skipped", "wash.md": "skipped", "tyres.md": "removed"}
    assert set(texts(place, counting, tmp_path)) == {"keys.md", "wash.md"}


def test_a_run_that_began_before_a_version_was_left_and_came_back_publishes_nothing(place: Place) -> None:
    """Else the index that such a run made would serve a document that was deleted meanwhile."""
    shelf = place.shelf
    place.put("tyres.md", TYRES)
    assert shelf.point("a", None)
    seen = shelf.current()
    assert shelf.point("b", seen)
    assert shelf.point("a", shelf.current())
    assert not shelf.point("b", seen)


def test_the_first_publication_is_won_by_one_of_two_runs_too(bucket: Bucket) -> None:
    shelf = bucket.shelf
    assert shelf.point("a", None)
    assert not shelf.point("b", None)
    first = shelf.current()
    assert first is not None
    assert shelf.point("b", first)
    assert not shelf.point("c", first)
    client("s3").delete_object(Bucket=BUCKET, Key=f"index/{TENANT}/current")
    assert not shelf.point("c", first)


def test_a_run_that_never_gets_its_turn_gives_up(
    bucket: Bucket, encoder: LocalEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket.put("tyres.md", TYRES)
    monkeypatch.setattr(S3Shelf, "point", lambda *arguments: False)
    with pytest.raises(Unavailable, match="ConditionalRequestConflict"):
        ingest(bucket.shelf, encoder)


def test_only_the_last_versions_are_kept_and_one_can_go_back_to_them(
    place: Place, encoder: LocalEncoder, tmp_path: Path
) -> None:
    made = list[str]()
    for number in range(KEPT_VERSIONS + 2):
        place.put("tyres.md", TYRES + f" Version {number}.".encode())
        made.append(str(ingest(place.shelf, encoder).version))
    kept = {
        version.name for version in place.shelf.versions()
    }  # of those of one second S3 does not tell which is newer
    assert len(kept) == KEPT_VERSIONS
    assert made[-1] in kept
    earlier = min(kept, key=made.index)
    roll_back(place.shelf, earlier)
    assert texts(place, encoder, tmp_path)["tyres.md"].endswith(f"Version {made.index(earlier)}.")
    gone = (set(made) - kept).pop()
    with pytest.raises(InvalidInput, match=f"no version {gone}"):
        roll_back(place.shelf, gone)


def test_after_going_back_the_next_run_is_up_to_date_again(place: Place, encoder: LocalEncoder, tmp_path: Path) -> None:
    place.put("tyres.md", TYRES)
    first = ingest(place.shelf, encoder).version
    place.put("tyres.md", TYRES + b" Twice in winter.")
    second = ingest(place.shelf, encoder).version
    roll_back(place.shelf, str(first))
    assert ingest(place.shelf, encoder).version == second


def test_a_file_that_another_run_takes_for_a_leftover_is_published_all_the_same(
    place: Place, encoder: LocalEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document is dropped and deleted again: the run for the deletion finds a file that nobody points to yet."""
    place.put("tyres.md", TYRES)
    ingest(place.shelf, encoder)
    place.put("keys.md", KEYS)
    point = type(place.shelf).point

    def point_late(shelf: Shelf, version: str, instead_of: Current | None) -> bool:
        place.drop("keys.md")
        assert became(ingest(place.shelf, encoder)) == {"tyres.md": "skipped"}
        return point(place.shelf, version, instead_of)

    monkeypatch.setattr(type(place.shelf), "point", point_late)
    ingest(place.shelf, encoder)
    assert set(texts(place, encoder, tmp_path)) == {"keys.md", "tyres.md"}


def test_runs_that_write_the_same_version_at_the_same_time_do_not_take_each_others_files(
    tmp_path: Path, encoder: LocalEncoder
) -> None:
    folder = Folder(tmp_path)
    folder.put("_defaults.yaml", DEFAULTS)
    folder.put("tyres.md", TYRES)
    ingest(folder.shelf, encoder)
    current = folder.shelf.current()
    assert current is not None
    manifest = folder.shelf.manifest_of(current.version)
    assert manifest is not None
    archive = tmp_path / "again.tar"
    archive.write_bytes(folder.shelf.fetch(current.version, tmp_path).read_bytes())
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: folder.shelf.upload(archive, manifest), range(200)))
    assert [version.size for version in folder.shelf.versions()] == [archive.stat().st_size]
    assert not list(tmp_path.glob("index/*.new"))


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="no second file system here")
def test_an_index_may_lie_on_another_file_system_than_temporary_files(encoder: LocalEncoder, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "_defaults.yaml").write_bytes(DEFAULTS)
    (documents / "tyres.md").write_bytes(TYRES)
    with TemporaryDirectory(dir="/dev/shm") as target:
        shelf = FolderShelf(documents, Path(target), TENANT)
        assert ingest(shelf, encoder).version == shelf.versions()[0].name
