"""Two tenants in one bucket: what one does is never seen by the other."""

from pathlib import Path

import pytest

from encoder.local import LocalEncoder
from knowledge.index import load_index
from knowledge.ingest import ingest
from knowledge.s3_shelf import S3Shelf, Tenants, tenants_in
from knowledge.tenants import PUBLISHED, is_tenant, tenant_of
from knowledge.versions import roll_back
from tests.unit.aws import REGION, client
from tests.unit.knowledge.ingest.places import BUCKET, DEFAULTS, KEYS, TYRES, WASH, Bucket, became


@pytest.fixture
def harbour(bucket: Bucket) -> S3Shelf:
    """The shelf of another tenant than the bucket's own, with another page at the same path."""
    shelf = S3Shelf(BUCKET, REGION, "harbour")
    shelf.add("_defaults.yaml", DEFAULTS)
    shelf.add("tyres.md", KEYS)
    return shelf


def texts_of(shelf: S3Shelf, encoder: LocalEncoder, folder: Path) -> dict[str, str]:
    current = shelf.current()
    assert current is not None
    index = load_index(shelf.fetch(current.version, folder), encoder.name, shelf.tenant)
    return {passage.source: passage.text for passage in index.passages}


def test_each_tenant_has_its_own_documents_index_and_report(
    bucket: Bucket, harbour: S3Shelf, encoder: LocalEncoder, tmp_path: Path
) -> None:
    bucket.put("tyres.md", TYRES)
    bucket.put("wash.md", WASH)
    assert became(ingest(bucket.shelf, encoder)) == {"tyres.md": "indexed", "wash.md": "indexed"}
    assert became(ingest(harbour, encoder)) == {"tyres.md": "indexed"}
    assert texts_of(harbour, encoder, tmp_path)["tyres.md"].startswith("If a key is lost")
    report = harbour.report()
    assert report is not None
    assert became(report) == {"tyres.md": "indexed"}
    assert client("s3").head_object(Bucket=BUCKET, Key=PUBLISHED)


def test_the_same_page_of_two_tenants_is_found_by_both(
    bucket: Bucket, harbour: S3Shelf, encoder: LocalEncoder, tmp_path: Path
) -> None:
    bucket.put("tyres.md", KEYS)
    assert ingest(bucket.shelf, encoder).version != ingest(harbour, encoder).version
    assert texts_of(harbour, encoder, tmp_path).keys() == {"tyres.md"}


def test_deleting_and_going_back_change_one_tenant_only(
    bucket: Bucket, harbour: S3Shelf, encoder: LocalEncoder, tmp_path: Path
) -> None:
    theirs = ingest(harbour, encoder).version
    bucket.put("tyres.md", TYRES)
    first = ingest(bucket.shelf, encoder).version
    assert first
    bucket.put("wash.md", WASH)
    ingest(bucket.shelf, encoder)
    roll_back(bucket.shelf, first)
    bucket.drop("tyres.md")
    assert became(ingest(bucket.shelf, encoder))["tyres.md"] == "removed"
    assert [version.name for version in harbour.versions()] == [theirs]
    assert texts_of(harbour, encoder, tmp_path).keys() == {"tyres.md"}


def test_tenants_are_the_folders_below_documents_and_whoever_was_ever_published(
    bucket: Bucket, harbour: S3Shelf, encoder: LocalEncoder
) -> None:
    ingest(harbour, encoder)
    harbour.delete("tyres.md")
    harbour.delete("_defaults.yaml")
    bucket.put("tyres.md", TYRES)
    for key in ("documents/stray.md", "documents/Old Pages/a.md", "index/0123456789abcdef.tar"):
        client("s3").put_object(Bucket=BUCKET, Key=key, Body=TYRES)
    assert tenants_in(BUCKET, REGION) == Tenants(("demo", "harbour"), ("Old Pages/", "stray.md"))
    assert became(ingest(harbour, encoder)) == {"tyres.md": "removed"}


@pytest.mark.parametrize(
    ("path", "tenant"),
    [
        ("harbour/a.md", "harbour"),
        ("dealer-north/x/a.md", "dealer-north"),
        ("a.md", None),
        ("/a.md", None),
        ("Harbour/a.md", None),
        ("../a.md", None),
        ("dealer_north/a.md", None),
    ],
)
def test_the_first_folder_names_the_tenant(path: str, tenant: str | None) -> None:
    assert tenant_of(path) == tenant


@pytest.mark.parametrize("name", ["", "a--b", "-a", "a-", "a.b", "a/b", "ä", "a\n", "x" * 64])
def test_what_does_not_fit_into_paths_and_names_of_indexes_is_no_name(name: str) -> None:
    assert not is_tenant(name)
