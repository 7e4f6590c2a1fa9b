"""Places to ingest from."""

from pathlib import Path

import pytest

from encoder.local import LocalEncoder
from tests.unit.knowledge.ingest.places import DEFAULTS, Bucket, Counting, Folder, Place


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
