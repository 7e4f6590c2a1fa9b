"""The published index."""

from pathlib import Path

import pytest

from agents.knowledge import load
from contracts.errors import ConfigurationError, NotFound, Unavailable
from contracts.findings.knowledge import KnowledgeFinding
from encoder.local import LocalEncoder
from knowledge import refreshing as module
from knowledge.commands import publish
from knowledge.index import FORMAT, Content, build_index, save_index
from knowledge.library import S3Documents, S3Library
from knowledge.passages import StoredPassage
from knowledge.policy import INDEX_REFRESH_SECONDS
from knowledge.s3_shelf import S3Shelf
from knowledge.tenants import pointer_of
from tests.unit.aws import REGION, TENANT, client
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


def archive_of(encoder: LocalEncoder, folder: Path, text: str, tenant: str = TENANT) -> Path:
    passage = StoredPassage(id="a#1", title="A", section="B", text=text, source="a.md", models=(), language="en")
    return save_index(build_index(Content([passage], tenant=tenant), encoder), folder)


def put(key: str, body: bytes) -> None:
    client("s3").put_object(Bucket=BUCKET, Key=key, Body=body)


def publish_here(archive: Path) -> None:
    publish(archive, S3Shelf(BUCKET, REGION, TENANT))


def shown(library: S3Library) -> str:
    return library.current(TENANT).index.passages[0].text


def test_what_is_published_is_served(library: S3Library, encoder: LocalEncoder, tmp_path: Path) -> None:
    publish_here(archive_of(encoder, tmp_path, "first"))
    assert shown(library) == "first"


def test_a_newer_index_is_served_once_the_refresh_time_has_passed(
    library: S3Library, encoder: LocalEncoder, tmp_path: Path, clock: Clock
) -> None:
    publish_here(archive_of(encoder, tmp_path, "first"))
    served = library.current(TENANT)
    publish_here(archive_of(encoder, tmp_path, "second"))
    clock.now += INDEX_REFRESH_SECONDS
    assert library.current(TENANT) is served
    clock.now += 0.1
    assert shown(library) == "second"


def test_an_index_that_is_still_the_published_one_is_not_loaded_again(
    library: S3Library, encoder: LocalEncoder, tmp_path: Path, clock: Clock
) -> None:
    publish_here(archive_of(encoder, tmp_path, "first"))
    served = library.current(TENANT)
    clock.now += INDEX_REFRESH_SECONDS + 1
    assert library.current(TENANT) is served


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
        put(f"index/{TENANT}/bad.tar", uploaded)
    put(pointer_of(TENANT), b"bad")
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
        f"index/{TENANT}/bad.tar",
        whole[: len(whole) // 2]
        if damage == "cut"
        else whole.replace(b'"format":%d' % FORMAT, b'"format":%d' % (FORMAT + 1)),
    )
    put(pointer_of(TENANT), b"bad")
    clock.now += INDEX_REFRESH_SECONDS + 1
    assert shown(library) == "first"


@pytest.mark.parametrize("tenant", [TENANT, "", "demo/charging", "..", "Demo", "demo_", "x" * 64])
def test_a_tenant_without_documents_is_told_from_a_bucket_that_does_not_answer(library: S3Library, tenant: str) -> None:
    with pytest.raises(NotFound):
        library.current(tenant)


def test_each_tenant_is_served_its_own_index_and_an_index_of_another_is_refused(
    library: S3Library, encoder: LocalEncoder, tmp_path: Path
) -> None:
    archive = archive_of(encoder, tmp_path, "of harbour", "harbour")
    publish_here(archive_of(encoder, tmp_path, "of demo"))
    with pytest.raises(ConfigurationError, match=rf"{archive.name} is that of tenant harbour, not of demo"):
        publish_here(archive)
    publish(archive, S3Shelf(BUCKET, REGION, "harbour"))
    assert shown(library) == "of demo"
    assert library.current("harbour").index.passages[0].text == "of harbour"
    put(f"index/{TENANT}/{archive.name}", archive.read_bytes())
    put(pointer_of(TENANT), archive.stem.encode())
    with pytest.raises(ConfigurationError, match="is that of tenant harbour"):
        S3Library(BUCKET, encoder.name, REGION).current(TENANT)


def test_the_index_that_nobody_asked_for_longest_is_closed_when_too_many_are_open(
    library: S3Library, encoder: LocalEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "OPEN_TENANTS", 2)
    for tenant in ("a", "b", "c"):
        publish(archive_of(encoder, tmp_path, tenant, tenant), S3Shelf(BUCKET, REGION, tenant))
    first, second = library.current("a"), library.current("b")
    assert library.current("a") is first
    library.current("c")
    assert library.current("a") is first
    assert library.current("b") is not second


def test_a_missing_bucket_is_named_with_the_code_of_aws(aws: None, encoder: LocalEncoder) -> None:
    nowhere = S3Library("no-such-bucket-here", encoder.name, REGION)
    with pytest.raises(Unavailable) as caught:
        nowhere.current(TENANT)
    assert caught.value.code == "NoSuchBucket"


def test_the_first_index_being_broken_is_a_matter_of_configuration(library: S3Library) -> None:
    put(f"index/{TENANT}/bad.tar", b"not a tar")
    put(pointer_of(TENANT), b"bad")
    with pytest.raises(ConfigurationError, match=r"bad\.tar cannot be read"):
        library.current(TENANT)


@pytest.mark.parametrize("pointer", [bytes(range(150, 170)), b"", b"../../other", b"two\nlines"])
def test_a_pointer_that_names_no_version_leaves_the_index_that_serves(
    library: S3Library, encoder: LocalEncoder, tmp_path: Path, clock: Clock, pointer: bytes
) -> None:
    publish_here(archive_of(encoder, tmp_path, "first"))
    serving = library.current(TENANT)
    put(pointer_of(TENANT), pointer)
    clock.now += INDEX_REFRESH_SECONDS
    assert library.current(TENANT) is serving
    with pytest.raises(Unavailable, match=r"404|NoSuchKey"):
        S3Library(BUCKET, encoder.name, REGION).current(TENANT)


def test_the_agent_starts_before_anything_is_published_and_answers_after(
    library: S3Library, encoder: LocalEncoder, tmp_path: Path
) -> None:
    agent = load(encoder, library)
    assert agent(task("hello")) == KnowledgeFinding(passages=())
    publish_here(archive_of(encoder, tmp_path, "first"))
    assert agent(task("hello")).path == "fast"


def test_pages_are_read_whichever_encoder_made_the_index(
    library: S3Library, encoder: LocalEncoder, tmp_path: Path
) -> None:
    archive = archive_of(encoder, tmp_path, "first")
    archive.write_bytes(archive.read_bytes().replace(encoder.name.encode(), b"x" * len(encoder.name)))
    put(f"index/{TENANT}/{archive.name}", archive.read_bytes())
    put(pointer_of(TENANT), archive.stem.encode())
    [passage] = S3Documents(BUCKET, REGION).current(TENANT).page("a")
    assert passage.text == "first"
    with pytest.raises(ConfigurationError, match="x" * len(encoder.name)):
        library.current(TENANT)


def test_pages_of_an_index_that_is_anothers_or_cut_are_refused(
    library: S3Library, encoder: LocalEncoder, tmp_path: Path
) -> None:
    archive = archive_of(encoder, tmp_path, "first", "harbour")
    put(f"index/{TENANT}/{archive.name}", archive.read_bytes())
    put(pointer_of(TENANT), archive.stem.encode())
    documents = S3Documents(BUCKET, REGION)
    with pytest.raises(ConfigurationError, match=f"tenant harbour, not of {TENANT}"):
        documents.current(TENANT)
    put(f"index/{TENANT}/{archive.name}", archive.read_bytes()[:2000])
    with pytest.raises(ConfigurationError, match="cannot be read"):
        documents.current(TENANT)
    with pytest.raises(NotFound):
        documents.current("nobody")
