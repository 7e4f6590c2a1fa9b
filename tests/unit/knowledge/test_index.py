"""An index as one file."""

import json
import shutil
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from contracts.errors import ConfigurationError
from encoder.local import LocalEncoder
from knowledge.index import FORMAT, Content, Index, build_index, read_index, save_index, version_of
from knowledge.passages import StoredPassage
from knowledge.ranking import Ranked
from knowledge.records import Record
from knowledge.selection import Asked, select
from tests.unit.knowledge.judges import judge_of_all, judging


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
    again = read_index(save_index(index, tmp_path / "out"), encoder.name)
    assert list(again.passages) == list(index.passages)
    assert again.passages[-1] == index.passages[-1]
    assert again.passages[1:3] == [index.passages[1], index.passages[2]]
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
    both = Content([stored(1), stored(2)])
    record = Record(source="a.md", etag="1", sha256="2", status="indexed", passages=2)
    version = version_of(both, "e5")
    assert version_of(Content((stored(1), stored(2))), "e5") == version
    others = [
        version_of(Content([stored(1), stored(2, "Seven hours.")]), "e5"),
        version_of(Content([stored(2), stored(1)]), "e5"),
        version_of(Content([stored(1)]), "e5"),
        version_of(Content([stored(1)], [stored(2)]), "e5"),
        version_of(both._replace(documents=[record]), "e5"),
        version_of(both, "titan"),
    ]
    assert version not in others
    assert len(set(others)) == len(others)


def test_an_index_tells_how_far_it_is_and_its_version(encoder: LocalEncoder) -> None:
    told: list[tuple[int, int]] = []
    content = Content([stored(n, f"{n} hours.") for n in range(17)])
    made = build_index(content, encoder, lambda done, total: told.append((done, total)))
    assert told == [(16, 17), (17, 17)]
    assert made.manifest.passages == 17
    assert made.manifest.version == version_of(content, encoder.name)


def test_only_words_that_were_not_encoded_before_are_encoded(encoder: LocalEncoder) -> None:
    told: list[tuple[int, int]] = []
    before = build_index(Content([stored(1), stored(2, "Two hours.")]), encoder)
    moved = Content([stored(3, "Two hours."), stored(1), stored(4, "Four hours.")])
    made = build_index(moved, encoder, lambda done, total: told.append((done, total)), [before])
    assert told == [(1, 1)]
    np.testing.assert_array_equal(made.vectors[:2], before.vectors[::-1])
    np.testing.assert_allclose(made.vectors[2], encoder.passages([moved.passages[2].searchable()])[0], atol=1e-6)


def test_vectors_of_another_encoder_are_not_taken(encoder: LocalEncoder) -> None:
    told: list[tuple[int, int]] = []
    before = build_index(Content([stored(1)]), encoder)
    foreign = before._replace(manifest=before.manifest.changed(encoder="titan"))
    build_index(Content([stored(1)]), encoder, lambda done, total: told.append((done, total)), [foreign])
    assert told == [(1, 1)]


def test_an_index_of_nothing_can_be_written_and_read(encoder: LocalEncoder, tmp_path: Path) -> None:
    again = read_index(save_index(build_index(Content(()), encoder), tmp_path), encoder.name)
    assert (len(again.passages), again.manifest.passages) == (0, 0)


def test_nothing_of_an_index_stays_on_disk_once_it_is_open(
    archive: Path, encoder: LocalEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    opened = read_index(archive, encoder.name)
    assert list(tmp_path.iterdir()) == []
    assert opened.passages[0].text
    assert opened.lexical.scores("brake").max() > 0


def test_an_index_made_with_another_encoder_is_refused_with_the_way_out(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(
        ConfigurationError, match=rf"for multilingual-e5.*reads format {FORMAT} for titan.*python -m knowledge build"
    ):
        read_index(archive, "titan")


def test_an_index_of_another_format_is_refused(archive: Path, encoder: LocalEncoder, tmp_path: Path) -> None:
    def newer(content: Path) -> None:
        manifest = json.loads((content / "manifest.json").read_text())
        (content / "manifest.json").write_text(json.dumps(manifest | {"format": FORMAT + 1}))

    with pytest.raises(ConfigurationError, match=f"has format {FORMAT + 1}"):
        read_index(rewritten(archive, tmp_path, newer), encoder.name)


@pytest.mark.parametrize(
    "content", [b"", b"no tar at all", b"\x00" * 10_240, None], ids=["empty", "text", "zeros", "cut"]
)
def test_a_broken_file_is_refused_by_name(
    archive: Path, encoder: LocalEncoder, tmp_path: Path, content: bytes | None
) -> None:
    broken = tmp_path / "broken.tar"
    broken.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2] if content is None else content)
    with pytest.raises(ConfigurationError, match=r"broken\.tar cannot be read"):
        read_index(broken, encoder.name)


def test_a_broken_line_costs_its_passage_and_no_other(
    archive: Path, encoder: LocalEncoder, tmp_path: Path, logged: Callable[[], list[dict[str, Any]]]
) -> None:
    def spoil(content: Path) -> None:
        lines = (content / "passages.jsonl").read_bytes()
        (content / "passages.jsonl").write_bytes(lines.replace(b'"id":', b'"no":', 1))

    index = read_index(rewritten(archive, tmp_path, spoil), encoder.name)
    with pytest.raises(ConfigurationError, match=r"^passage 0 cannot be read \(1 errors\)$") as caught:
        index.passages[0]
    assert caught.value.__cause__ is None
    assert len(index.passages[1:]) == len(index.passages) - 1
    ranked = [Ranked(place, 1.0, 0.95, np.zeros(0, dtype=np.float32), index.parts.rows[:0]) for place in (0, 1)]
    asked = Asked(index.vectors[0], "en", index.lexical.rarity(""))
    [found] = select(index.passages, ranked, judging(judge_of_all()), asked, 2)
    assert found.id == index.passages[1].id
    assert [(line["message"], line["reason"]) for line in logged()] == [
        ("malformed passage", "passage 0 cannot be read (1 errors)")
    ]


PARTS = ["manifest.json", "passages.jsonl", "passages.ends.npy", "repeated.ends.npy", "vectors.npy", "columns.npz"]


@pytest.mark.parametrize("name", [*PARTS, "lexical"])
def test_a_file_with_a_missing_part_is_refused_by_name(
    archive: Path, encoder: LocalEncoder, tmp_path: Path, name: str
) -> None:
    def remove(content: Path) -> None:
        part = content / name
        shutil.rmtree(part) if part.is_dir() else part.unlink()

    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_index(rewritten(archive, tmp_path, remove), encoder.name)


@pytest.mark.parametrize("name", PARTS)
def test_a_file_with_an_empty_part_is_refused_by_name(
    archive: Path, encoder: LocalEncoder, tmp_path: Path, name: str
) -> None:
    broken = rewritten(archive, tmp_path, lambda content: (content / name).write_bytes(b""))
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_index(broken, encoder.name)


@pytest.mark.parametrize("name", PARTS)
def test_a_file_with_a_part_that_was_cut_is_refused_by_name(
    archive: Path, encoder: LocalEncoder, tmp_path: Path, name: str
) -> None:
    def cut(content: Path) -> None:
        whole = (content / name).read_bytes()
        (content / name).write_bytes(whole[: len(whole) // 2])

    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_index(rewritten(archive, tmp_path, cut), encoder.name)


def test_a_file_whose_parts_do_not_fit_together_is_refused(
    archive: Path, encoder: LocalEncoder, tmp_path: Path
) -> None:
    def shorten(content: Path) -> None:
        np.save(content / "vectors.npy", np.load(content / "vectors.npy")[:-1])

    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_index(rewritten(archive, tmp_path, shorten), encoder.name)


def test_an_index_of_an_earlier_format_is_refused_as_such(encoder: LocalEncoder, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"format": 2, "version": "x", "encoder": "e5", "passages": 1}')
    with tarfile.open(tmp_path / "old.tar", "w") as tar:
        tar.add(tmp_path / "manifest.json", arcname="./manifest.json")
    with pytest.raises(ConfigurationError, match="has format 2"):
        read_index(tmp_path / "old.tar", encoder.name)


def test_a_file_that_would_write_outside_its_folder_is_refused(encoder: LocalEncoder, tmp_path: Path) -> None:
    evil = tmp_path / "evil.tar"
    (tmp_path / "payload").write_text("x")
    with tarfile.open(evil, "w") as tar:
        tar.add(tmp_path / "payload", arcname="../../escaped")
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_index(evil, encoder.name)
    assert not list(tmp_path.rglob("escaped"))
