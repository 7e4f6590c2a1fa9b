"""The collection follows what is published."""

from pathlib import Path
from typing import Any

import pytest
from opensearchpy import OpenSearch

from encoder.local import LocalEncoder
from knowledge.folder_shelf import FolderShelf
from knowledge.index import Content, Index, build_index, save_index
from knowledge.opensearch import following
from knowledge.opensearch.following import follow
from knowledge.opensearch.loading import Loaded, Pace, load
from knowledge.opensearch.versions import served, versions
from tests.unit.aws import TENANT
from tests.unit.knowledge.engine_behaviour import PASSAGES, small_index
from tests.unit.knowledge.opensearch.standin import Collection, malformed

__all__ = ["small_index"]
AT_ONCE = Pace(pause=0, visible=1, look=0)


class Published:
    """Index files in a folder, and the collection that follows them."""

    def __init__(self, folder: Path, client: OpenSearch, encoder: LocalEncoder, whole: Index) -> None:
        self.shelf = FolderShelf(folder / "documents", folder / "index", TENANT)
        self.client = client
        self.encoder = encoder
        self.whole = whole
        self.scratch = folder

    def publish(self, passages: int) -> str:
        """Publish an index of the first passages."""
        index = build_index(Content(PASSAGES[:passages], tenant=TENANT), self.encoder, previous=[self.whole])
        self.shelf.upload(save_index(index, self.scratch), index.manifest)
        assert self.shelf.point(index.manifest.version, self.shelf.current())
        return index.manifest.version

    def follow(self) -> str | None:
        """Follow, and say which version is served then."""
        follow(self.client, self.shelf, self.encoder.name, pace=AT_ONCE)
        now = served(self.client, TENANT)
        return now.meta.version if now else None


@pytest.fixture
def published(tmp_path: Path, client: OpenSearch, encoder: LocalEncoder, small_index: Index) -> Published:
    (tmp_path / "documents").mkdir()
    return Published(tmp_path, client, encoder, small_index)


def test_nothing_is_served_while_nothing_is_published(published: Published) -> None:
    assert published.follow() is None


def test_what_is_published_is_served(published: Published) -> None:
    version = published.publish(2)
    assert published.follow() == version


def test_following_again_asks_and_changes_nothing(published: Published, collection: Collection) -> None:
    published.publish(2)
    published.follow()
    before = len(collection.requests)
    published.follow()
    assert {method for method, _, _ in collection.requests[before:]} == {"GET"}


def test_going_back_among_the_files_goes_back_here(published: Published) -> None:
    first, second = published.publish(1), published.publish(2)
    assert published.follow() == second
    assert published.shelf.point(first, published.shelf.current())
    assert published.follow() == first
    assert len(versions(published.client, TENANT)) == 2


def test_a_version_whose_file_is_deleted_goes_here_too(published: Published, collection: Collection) -> None:
    first = published.publish(1)
    published.follow()
    published.publish(2)
    published.shelf.remove(first)
    published.follow()
    assert [version.meta.passages for version in versions(published.client, TENANT)] == [2]
    assert len(collection.documents) == 1


def test_a_version_that_is_not_whole_is_not_served(published: Published, collection: Collection) -> None:
    first = published.publish(1)
    published.follow()
    published.publish(2)
    collection.refusals.append(lambda document: malformed("words") if "words" in document else None)
    assert published.follow() == first
    collection.refusals.clear()
    assert published.follow() != first


def test_a_version_that_is_overtaken_while_it_is_loaded_is_not_served(
    published: Published, monkeypatch: pytest.MonkeyPatch
) -> None:
    published.publish(1)

    def load_late(*arguments: Any) -> Loaded:
        loaded = load(*arguments)
        monkeypatch.undo()
        newer.append(published.publish(2))
        assert published.follow() == newer[0]
        return loaded

    newer = list[str]()
    monkeypatch.setattr(following, "load", load_late)
    loaded = follow(published.client, published.shelf, published.encoder.name, pace=AT_ONCE)
    assert loaded is not None
    assert not loaded.whole
    assert published.follow() == newer[0]
