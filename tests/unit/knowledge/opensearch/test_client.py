"""How a collection is reached. What goes over the wire is tested in tests/integration/test_opensearch_wire.py."""

import subprocess
import sys

import pytest

from contracts.errors import ConfigurationError
from knowledge.opensearch.client import connect


@pytest.mark.parametrize("endpoint", ["", "abc.aoss.eu-central-1.on.aws", "ftp://abc"])
def test_an_endpoint_that_is_no_url_is_refused_at_the_start(endpoint: str) -> None:
    with pytest.raises(ConfigurationError, match="KnowledgeEndpoint"):
        connect(endpoint, "eu-central-1")


def test_without_credentials_nothing_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/nonexistent")
    with pytest.raises(ConfigurationError, match="needs AWS credentials"):
        connect("https://abc.aoss.eu-central-1.on.aws", "eu-central-1")


def test_the_client_library_is_only_imported_when_it_is_used() -> None:
    code = (
        "import sys, knowledge.opensearch.library, knowledge.opensearch.loading; print('opensearchpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
