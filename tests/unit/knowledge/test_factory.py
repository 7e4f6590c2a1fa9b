"""Choosing an engine."""

import subprocess
import sys

import pytest

from contracts.errors import ConfigurationError
from knowledge.factory import library_for
from knowledge.library import S3Library
from knowledge.opensearch.library import OpenSearchLibrary


def test_the_embedded_engine_needs_a_bucket_only(aws: None) -> None:
    assert isinstance(library_for("embedded", "e5", "bucket", "", "us-east-1"), S3Library)


def test_the_collection_is_reached_at_its_endpoint(aws: None) -> None:
    library = library_for("opensearch", "e5", "", "https://abc.aoss.us-east-1.on.aws", "us-east-1")
    assert isinstance(library, OpenSearchLibrary)


def test_the_collection_without_an_endpoint_is_a_mistake_in_the_configuration(aws: None) -> None:
    with pytest.raises(ConfigurationError, match="KNOWLEDGE_ENDPOINT"):
        library_for("opensearch", "e5", "", "", "us-east-1")


def test_nothing_of_an_engine_is_imported_before_it_is_chosen() -> None:
    code = "import sys, knowledge.factory; print({'opensearchpy', 'boto3', 'bm25s'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
