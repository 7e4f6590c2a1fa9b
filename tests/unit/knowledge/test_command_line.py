"""`python -m knowledge`."""

from pathlib import Path
from typing import Any

import pytest

from encoder.local import LocalEncoder
from knowledge import __main__ as command
from knowledge.index import Index
from knowledge.library import S3Library
from tests.unit.aws import REGION, client


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["knowledge", *map(str, arguments)])
        code = command.main()
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


def test_a_folder_is_built_and_searched(run: Any, documents: Path, archive: Path) -> None:
    code, out, _ = run("build", documents, archive.parent)
    assert (code, out.strip()) == (0, str(archive))
    code, out, _ = run("search", archive, "What does the red brake light mean?")
    assert code == 0
    assert "warning-lights/brake-system.md" in out.splitlines()[0]


def test_what_was_built_is_not_built_again(documents: Path, archive: Path) -> None:
    before = archive.stat().st_mtime_ns
    told: list[int] = []
    assert command.build(documents, archive.parent, lambda done, total: told.append(done)) == archive
    assert (archive.stat().st_mtime_ns, told) == (before, [])


@pytest.mark.parametrize("arguments", [("build", "/nonexistent", "/tmp/x"), ("search", "/nonexistent.tar", "hello")])
def test_what_cannot_be_done_is_said_with_code_1(run: Any, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (1, "")
    assert err.startswith("error: ")
    assert "Traceback" not in err


@pytest.mark.usefixtures("aws")
def test_what_is_published_is_served(
    run: Any, archive: Path, index: Index, encoder: LocalEncoder, tmp_path: Path
) -> None:
    client("s3").create_bucket(Bucket="served")
    assert run("publish", archive, "served", "--region", REGION)[0] == 0
    assert S3Library("served", encoder.name, REGION).current().manifest == index.manifest


@pytest.mark.usefixtures("aws")
def test_a_broken_file_is_not_published(run: Any, tmp_path: Path) -> None:
    client("s3").create_bucket(Bucket="served")
    (tmp_path / "bad.tar").write_bytes(b"no index")
    assert run("publish", tmp_path / "bad.tar", "served")[0] == 1
    assert client("s3").list_objects_v2(Bucket="served")["KeyCount"] == 0
