"""The published index."""

from pathlib import Path

import pytest

from agents.knowledge import load
from contracts.errors import ConfigurationError, Unavailable
from encoder.local import LocalEncoder
from knowledge import refreshing as module
from knowledge.commands import publish
from knowledge.index import FORMAT, Content, build_index, save_index
from knowledge.library import S3Library
from knowledge.passages import StoredPassage
from knowledge.policy import INDEX_REFRESH_SECONDS
from knowledge.s3_shelf import POINTER, S3Shelf
from tests.unit.aws import REGION, client
from tests.unit.builders import task

BUCKET = "unit-knowledge"


class Clock:
    """A monotonic clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        """Seconds."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.fixture
def library(aws: None, clock: Clock, encoder: LocalEncoder) -> S3Library:
    client("s3").create_bucket(Bucket=BUCKET)
    return S3Library(BUCKET, encoder.name, REGION)


def archive_of(encoder: LocalEncoder, folder: Path, text: str) -> Path:
    passage = StoredPassage(id="a#1", title="A", section="B", text=text, source="a.md", models=(), language="en")
    return save_index(build_index(Content([passage]), encoder), folder)


def put(key: str, body: bytes) -> None:
    client("s3").put_object(Bucket=BUCKET, Key=key, Body=body)


def publish_here(archive: Path) -> None:
    publish(archive, S3Shelf(BUCKET, REGION))


def shown(library: S3Library) -> str:
    return library.current().index.passages[0].text


def test_what_is_published_is_served(library: S3Library, encoder: LocalEncoder, tmp_path: Path) -> None:
    publish_here(archive_of(encoder, tmp_path, "first"))
    assert shown(library) == "first"


def test_a_newer_index_is_served_once_the_refresh_time_has_passed(
    library: S3Library, encoder: LocalEncoder, tmp_path: Path, clock: Clock
) -> None:
    publish_here(archive_of(encoder, tmp_path, "first"))
    served = library.current()
    publish_here(archive_of(encoder, tmp_path, "second"))
    clock.now += INDEX_REFRESH_SECONDS
    assert library.current() is served
    clock.now += 0.1
    assert shown(library) == "second"


def test_an_index_that_is_still_the_published_one_is_not_loaded_again(
    library: S3Library, encoder: LocalEncoder, tmp_path: Path, clock: Clock
) -> None:
    publish_here(archive_of(encoder, tmp_path, "first"))
    served = library.current()
    clock.now += INDEX_REFRESH_SECONDS + 1
    assert library.current() is served


def test_publishing_an_earlier_index_again_goes_back_to_it(
    library: S3Library, encoder: LocalEncoder, tmp_path: Path, clock: Clock
) -> None:
    first, second = archive_of(encoder, tmp_path, "first"), archive_of(encoder, tmp_path, "second")
    for archive, text in ((first, "first"), (second, "second"), (first, "first")):
        publish_here(archive)
        clock.now += INDEX_REFRESH_SECONDS + 1
        assert shown(library) == text


@pytest.mark.parametrize("uploaded", [b"", b"not a tar", None])
def test_the_old_index_keeps_serving_while_the_new_one_is_broken_or_not_there_and_the_next_good_one_follows(
    library: S3Library, encoder: LocalEncoder, tmp_path: Path, clock: Clock, uploaded: bytes | None
) -> None:
    publish_here(archive_of(encoder, tmp_path, "first"))
    assert shown(library) == "first"
    if uploaded is not None:
        put("index/bad.tar", uploaded)
    put(POINTER, b"bad")
    clock.now += INDEX_REFRESH_SECONDS + 1
    assert shown(library) == "first"
    publish_here(archive_of(encoder, tmp_path, "third"))
    clock.now += INDEX_REFRESH_SECONDS + 1
    assert shown(library) == "third"


@pytest.mark.parametrize("damage", ["cut", "of another format"])
def test_the_old_index_keeps_serving_while_the_new_one_is_cut_or_of_another_format(
    library: S3Library, encoder: LocalEncoder, tmp_path: Path, clock: Clock, damage: str
) -> None:
    publish_here(archive_of(encoder, tmp_path, "first"))
    assert shown(library) == "first"
    whole = archive_of(encoder, tmp_path, "second").read_bytes()
    put(
        "index/bad.tar",
        whole[: len(whole) // 2]
        if damage == "cut"
        else whole.replace(b'"format":%d' % FORMAT, b'"format":%d' % (FORMAT + 1)),
    )
    put(POINTER, b"bad")
    clock.now += INDEX_REFRESH_SECONDS + 1
    assert shown(library) == "first"


def test_before_the_first_publication_the_reason_is_given_with_the_code_of_aws(library: S3Library) -> None:
    with pytest.raises(Unavailable, match="knowledge bucket did not answer: NoSuchKey") as caught:
        library.current()
    assert caught.value.code == "NoSuchKey"


def test_a_missing_bucket_is_named_with_the_code_of_aws(aws: None, encoder: LocalEncoder) -> None:
    nowhere = S3Library("no-such-bucket-here", encoder.name, REGION)
    with pytest.raises(Unavailable) as caught:
        nowhere.current()
    assert caught.value.code == "NoSuchBucket"


def test_the_first_index_being_broken_is_a_matter_of_configuration(library: S3Library) -> None:
    put("index/bad.tar", b"not a tar")
    put(POINTER, b"bad")
    with pytest.raises(ConfigurationError, match=r"bad\.tar cannot be read"):
        library.current()


def test_the_agent_starts_before_anything_is_published_and_answers_after(
    library: S3Library, encoder: LocalEncoder, tmp_path: Path
) -> None:
    agent = load(encoder, library)
    with pytest.raises(Unavailable):
        agent(task("hello"))
    publish_here(archive_of(encoder, tmp_path, "first"))
    assert agent(task("hello")).path == "fast"
