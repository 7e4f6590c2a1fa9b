"""`python -m knowledge.opensearch`."""

import pytest
from opensearchpy import OpenSearch

from encoder.local import LocalEncoder
from knowledge.index import Content, build_index, save_index
from knowledge.opensearch import __main__ as command
from knowledge.s3_shelf import S3Shelf
from tests.unit.aws import REGION, TENANT
from tests.unit.aws import client as aws_client
from tests.unit.knowledge.engine_behaviour import PASSAGES


def test_what_is_published_is_followed_and_listed(
    client: OpenSearch,
    aws: None,
    encoder: LocalEncoder,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(command, "connect", lambda *_: client)
    aws_client("s3").create_bucket(Bucket="followed")
    shelf = S3Shelf("followed", REGION, TENANT)

    def run(*arguments: str) -> str:
        given = ["--endpoint", "https://collection", *arguments, "--tenant", TENANT]
        monkeypatch.setattr("sys.argv", ["opensearch", *given])
        assert command.main() == 0
        return capsys.readouterr().out

    assert run("follow", "followed") == "nothing to load\n"
    index = build_index(Content(PASSAGES[:2], tenant=TENANT), encoder)
    shelf.upload(save_index(index, tmp_path_factory.mktemp("index")), index.manifest)
    assert shelf.point(index.manifest.version, None)
    assert run("follow", "followed").startswith(f"version {index.manifest.version}: ")
    assert run("versions").startswith(f"* {index.manifest.version}  ")
