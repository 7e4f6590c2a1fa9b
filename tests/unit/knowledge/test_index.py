"""An index as one file."""

import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from contracts.errors import ConfigurationError
from encoder.local import LocalEncoder
from knowledge.index import FORMAT, Index, build_index, load_index, save_index, version_of
from knowledge.passages import StoredPassage


def stored(number: int = 1, text: str = "Six hours.") -> StoredPassage:
    return StoredPassage(
        id=f"a#{number}", title="Charging", section="Home", text=text, source="a.md", models=("Kite",), language="en"
    )


def rewritten(archive: Path, folder: Path, change: Callable[[Path], object]) -> Path:
    """A copy of an index file, after `change` was made to its content."""
    content = folder / "content"
    with tarfile.open(archive) as tar:
        tar.extractall(content, filter="data")
    change(content)
    copy = folder / archive.name
    with tarfile.open(copy, "w") as tar:
        tar.add(content, arcname=".")
    return copy


def test_an_index_read_back_holds_the_same_passages_vectors_and_words(
    index: Index, encoder: LocalEncoder, tmp_path: Path
) -> None:
    again = load_index(save_index(index, tmp_path / "out"), encoder.name)
    assert again.passages == index.passages
    assert again.manifest == index.manifest
    np.testing.assert_allclose(again.vectors, index.vectors, atol=1e-3)
    question = "forgotten password of the app"
    np.testing.assert_allclose(again.lexical.scores(question), index.lexical.scores(question), atol=1e-5)
    assert again.lexical.scores(question).max() > 0


def test_each_vector_belongs_to_the_passage_at_its_place(index: Index, encoder: LocalEncoder) -> None:
    some = len(index.passages) // 2
    expected = encoder.passages([index.passages[some].searchable()])[0]
    assert float(index.vectors[some] @ expected) == pytest.approx(1.0, abs=1e-2)


def test_a_question_whose_words_are_all_unknown_scores_nothing(index: Index) -> None:
    scores = index.lexical.scores("xqzv jqxk")
    assert scores.shape == (len(index.passages),)
    assert not scores.any()


def test_the_version_is_that_of_the_content() -> None:
    version = version_of([stored(1), stored(2)], "e5")
    assert version_of([stored(1), stored(2)], "e5") == version
    others = [
        version_of([stored(1), stored(2, "Seven hours.")], "e5"),
        version_of([stored(2), stored(1)], "e5"),
        version_of([stored(1)], "e5"),
        version_of([stored(1), stored(2)], "titan"),
    ]
    assert version not in others
    assert len(set(others)) == len(others)


def test_an_index_tells_how_far_it_is_and_its_version(encoder: LocalEncoder) -> None:
    told: list[tuple[int, int]] = []
    made = build_index([stored(n) for n in range(17)], encoder, lambda done, total: told.append((done, total)))
    assert told == [(16, 17), (17, 17)]
    assert made.manifest.passages == 17
    assert made.manifest.version == version_of(made.passages, encoder.name)


def test_an_index_of_nothing_is_refused(encoder: LocalEncoder) -> None:
    with pytest.raises(ConfigurationError, match="at least one passage"):
        build_index([], encoder)


def test_an_index_made_with_another_encoder_is_refused_with_the_way_out(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(
        ConfigurationError, match=r"for multilingual-e5.*reads format 2 for titan.*python -m knowledge build"
    ):
        load_index(archive, "titan")


def test_an_index_of_another_format_is_refused(archive: Path, encoder: LocalEncoder, tmp_path: Path) -> None:
    def newer(content: Path) -> None:
        manifest = json.loads((content / "manifest.json").read_text())
        (content / "manifest.json").write_text(json.dumps(manifest | {"format": FORMAT + 1}))

    with pytest.raises(ConfigurationError, match=f"has format {FORMAT + 1}"):
        load_index(rewritten(archive, tmp_path, newer), encoder.name)


@pytest.mark.parametrize(
    "content", [b"", b"no tar at all", b"\x00" * 10_240, None], ids=["empty", "text", "zeros", "cut"]
)
def test_a_broken_file_is_refused_by_name(
    archive: Path, encoder: LocalEncoder, tmp_path: Path, content: bytes | None
) -> None:
    broken = tmp_path / "broken.tar"
    broken.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2] if content is None else content)
    with pytest.raises(ConfigurationError, match=r"broken\.tar cannot be read"):
        load_index(broken, encoder.name)


@pytest.mark.parametrize("name", ["manifest.json", "passages.json", "vectors.npy", "lexical"])
def test_a_file_with_a_missing_part_is_refused_by_name(
    archive: Path, encoder: LocalEncoder, tmp_path: Path, name: str
) -> None:
    def remove(content: Path) -> None:
        part = content / name
        shutil.rmtree(part) if part.is_dir() else part.unlink()

    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_index(rewritten(archive, tmp_path, remove), encoder.name)


@pytest.mark.parametrize("name", ["manifest.json", "passages.json", "vectors.npy"])
def test_a_file_with_an_empty_part_is_refused_by_name(
    archive: Path, encoder: LocalEncoder, tmp_path: Path, name: str
) -> None:
    broken = rewritten(archive, tmp_path, lambda content: (content / name).write_bytes(b""))
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_index(broken, encoder.name)


def test_a_file_that_would_write_outside_its_folder_is_refused(encoder: LocalEncoder, tmp_path: Path) -> None:
    evil = tmp_path / "evil.tar"
    (tmp_path / "payload").write_text("x")
    with tarfile.open(evil, "w") as tar:
        tar.add(tmp_path / "payload", arcname="../../escaped")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_index(evil, encoder.name)
    assert not list(tmp_path.rglob("escaped"))
