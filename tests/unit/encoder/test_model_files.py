"""The local encoder's files: whole, of this encoder, or refused with the way out."""

import json
import os
import shutil
from pathlib import Path

import pytest

from contracts.errors import ConfigurationError
from encoder.local import LocalEncoder
from encoder.model_files import FILES, MANIFEST, NAME, check_content, default_folder

WAY_OUT = r"`python -m infra\.encoder_graph`"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The real files, as links: a test replaces those that it breaks."""
    made = tmp_path / "encoder"
    shutil.copytree(default_folder(), made, copy_function=os.symlink)
    return made


def replace(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def refused(folder: Path, reason: str) -> None:
    with pytest.raises(ConfigurationError, match=f"(?=.*{reason})(?=.*{WAY_OUT})"):
        LocalEncoder(folder)


def test_whole_files_make_an_encoder_of_their_name(folder: Path) -> None:
    assert LocalEncoder(folder).name == NAME == json.loads((folder / MANIFEST).read_text())["name"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / "nothing", r"manifest\.json is missing")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"name": "x", "bytes": {}}', b"\xff\xfe"])
def test_a_manifest_that_cannot_be_read_is_refused(folder: Path, content: bytes) -> None:
    replace(folder / MANIFEST, content)
    refused(folder, r"manifest\.json is broken")


def test_files_of_another_encoder_are_refused_by_both_names(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    other = "multilingual-e5-small-int8@00000000"
    replace(folder / MANIFEST, json.dumps(manifest | {"name": other}).encode())
    refused(folder, f"{other}, not {NAME}")


def test_a_graph_that_shows_no_lower_layer_is_refused(folder: Path) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    replace(folder / MANIFEST, json.dumps(manifest | {"outputs": ["vectors"]}).encode())
    refused(folder, r"gives vectors, not vectors and l6\.oln\.out")


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_was_cut_in_the_middle_is_refused_by_name(folder: Path, file: str) -> None:
    content = (folder / file).read_bytes()
    replace(folder / file, content[: len(content) // 2])
    refused(folder, f"{file} is broken .{len(content) // 2} bytes instead of {len(content)}")


def test_one_byte_that_changed_is_found_where_the_files_are_made(folder: Path) -> None:
    check_content(folder)
    weights = bytearray((folder / "weights.bin").read_bytes())
    weights[len(weights) // 2] ^= 1
    replace(folder / "weights.bin", bytes(weights))
    with pytest.raises(ConfigurationError, match=rf"weights\.bin is broken .other content.*{WAY_OUT}"):
        check_content(folder)


def test_weights_that_give_no_numbers_are_refused_instead_of_answering(folder: Path) -> None:
    weights = folder / "weights.bin"
    replace(weights, b"\xff" * weights.stat().st_size)
    with pytest.raises(ConfigurationError, match=r"weights\.bin is broken .vectors that are no numbers"):
        LocalEncoder(folder).questions(["My car is on fire!"])


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_missing_is_refused_by_name(folder: Path, file: str) -> None:
    (folder / file).unlink()
    refused(folder, f"{file} is broken .0 bytes")


@pytest.mark.parametrize("file", ["graph.onnx", "tokenizer.npz"])
def test_a_file_of_the_right_size_that_holds_something_else_is_refused_by_name(folder: Path, file: str) -> None:
    replace(folder / file, b"\x01" * (folder / file).stat().st_size)
    refused(folder, f"{file} is broken")
