"""The made-up collection, and the engine over it whole and by halves."""

from pathlib import Path

import numpy as np
import pytest

from knowledge.index import read_index
from tests.bench.collection import CHARS, MadeUpEncoder, Texts, made_passages
from tests.bench.engines import DENSE, ENGINES, LEXICAL, build, search
from tests.bench.fresh import WARM_UP
from tests.bench.retrieval import searched_row

SIZE = 40
TEXTS = [
    "Check the tyres. They must be cold.",
    "Reifen prüfen. Sie müssen kalt sein.",
    "Wash by hand. Brushes scratch.",
]
REAL = Texts(np.array(TEXTS), np.array(["en", "de", "en"]), np.eye(3, 8, dtype=np.float32))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("engines")
    for name in ("passages", "questions"):
        REAL.save(made / f"{name}.npz")
    assert build(SIZE, made)["bytes"] == (made / "hybrid.tar").stat().st_size
    return made


def test_passages_are_made_of_real_sentences_and_never_the_same() -> None:
    passages = made_passages(REAL, SIZE)
    assert {one.language for one in passages} == {"en", "de"}
    assert len({one.id for one in passages}) == len({one.text for one in passages}) == SIZE
    for one in passages:
        origin = next(n for n, text in enumerate(TEXTS) if one.text.split(". ")[0] in text)
        assert one.language == REAL.languages[origin]
        assert len(one.text) >= CHARS
    assert passages == made_passages(REAL, SIZE)


def test_a_made_up_vector_is_that_of_a_real_passage_with_noise() -> None:
    texts, encoder = [f"text {number}" for number in range(100)], MadeUpEncoder(REAL.vectors)
    vectors = encoder.passages(texts)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1)
    assert (vectors @ REAL.vectors.T).max(axis=1) == pytest.approx(0.97, abs=0.06)
    assert set((vectors @ REAL.vectors.T).argmax(axis=1)) == {0, 1, 2}
    assert np.array_equal(vectors, encoder.passages(texts))
    assert np.array_equal(REAL.vectors, np.eye(3, 8))


@pytest.mark.parametrize("engine", ENGINES)
def test_each_engine_answers_every_question(engine: str, folder: Path) -> None:
    found = search(engine, folder)
    assert len(found["ms"]) == len(TEXTS)
    assert min(found["ms"]) > 0 < found["seconds"]


def test_each_half_alone_knows_nothing_of_the_other(folder: Path) -> None:
    words, meaning = (read_index(folder / f"{engine}.tar", MadeUpEncoder.name) for engine in (LEXICAL, DENSE))
    assert words.lexical.scores("check the tyres").any()
    assert words.vectors.shape == (SIZE, 1)
    assert not meaning.lexical.scores("check the tyres").any()
    assert meaning.vectors.shape == (SIZE, 8)


def test_a_row_counts_the_calls_of_all_rounds_without_the_first_ones() -> None:
    rounds = [
        {"seconds": seconds, "memory": 2 * 1024**2, "ms": [99.0] * WARM_UP + [call] * 10}
        for seconds, call in ((1.0, 2.0), (3.0, 2.0), (2.0, 50.0))
    ]
    assert searched_row(1_000, DENSE, rounds) == ["1,000", "dense", "2.0", "2.0", "2.0", "50"]
