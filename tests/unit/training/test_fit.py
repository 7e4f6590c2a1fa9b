"""Training a head."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from contracts.errors import ConfigurationError
from encoder.head import load_head
from encoder.local import LocalEncoder
from encoder.protocol import Layers
from encoder.vector_cache import file_name
from languages.ngrams import ngrams
from languages.word_head import load_word_head
from training import vectors as kept_vectors
from training.fit import Recipe, fit_head, fit_word_head
from training.vectors import encode_all

CLOSE = Recipe(regularisation=10.0)
FRUITS, TOOLS = ["an apple", "a ripe pear", "some cherries"], ["a hammer", "a steel saw", "pliers"]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_vectors.kept_questions, "__defaults__", (tmp_path,))


def test_a_head_learns_to_tell_its_labels_apart(encoder: LocalEncoder, capsys: pytest.CaptureFixture[str]) -> None:
    vectors = encode_all(encoder, FRUITS + TOOLS)
    assert "encoded      6/6" in capsys.readouterr().err
    head = fit_head(encoder.name, vectors, FRUITS + TOOLS, ["fruit"] * 3 + ["tool", "tool", "glue"], CLOSE)
    assert set(head.labels) == {"fruit", "tool", "glue"}
    assert next(iter(head.probabilities(encoder.questions(["a banana"])[0]))) == "fruit"


def test_a_prior_moves_what_is_undecided() -> None:
    vectors, question = np.ones((6, 1), dtype=np.float32), np.ones(1, dtype=np.float32)
    labels, texts = ["a", "b", "c"] * 2, [""] * 6
    even = fit_head("toy", vectors, texts, labels, Recipe(1.0)).probabilities(question)
    prior = {"a": 0.9, "b": 0.05, "c": 0.05}
    moved = fit_head("toy", vectors, texts, labels, Recipe(1.0, prior=prior)).probabilities(question)
    assert even["a"] == pytest.approx(1 / 3, abs=0.01)
    assert moved["a"] > 0.8


def test_a_head_may_have_two_labels() -> None:
    vectors = np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    head = fit_head("toy", vectors, ["", ""], ["a", "b"], CLOSE)
    found = head.probabilities(np.array([0.0, 1.0], dtype=np.float32))
    assert set(found) == {"a", "b"}
    assert found["b"] > found["a"]


def test_the_probability_of_a_label_is_the_sum_over_its_classes() -> None:
    vectors = np.eye(3, dtype=np.float32).repeat(2, axis=0)
    labels = ["outside", "outside", "outside", "outside", "inside", "inside"]
    classes = ["cooking", "cooking", "banking", "banking", "inside", "inside"]
    head = fit_head("toy", vectors, [""] * 6, labels, Recipe(1.0), classes)
    between = np.array([0.5, 0.5, 0.0], dtype=np.float32)
    assert sorted(head.labels) == ["inside", "outside", "outside"]
    assert set(head.probabilities(between)) == {"inside", "outside"}
    assert head.probabilities(between)["outside"] > 2 * head.probabilities(between)["inside"]


def test_words_tell_apart_what_vectors_cannot(tmp_path: Path) -> None:
    texts = ["so good", "good work", "good one", "so bad", "bad work", "bad one"]
    vectors = np.ones((6, 2), dtype=np.float32)
    head = fit_head("toy", vectors, texts, ["up"] * 3 + ["down"] * 3, Recipe(10.0, with_ngrams=True))
    head.save(tmp_path / "mood.npz")
    stored = load_head(tmp_path / "mood.npz", "toy", "make mood")
    for judge in (head, stored):
        assert next(iter(judge.probabilities(vectors[0], ngrams("GOOD!")))) == "up"
        assert next(iter(judge.probabilities(vectors[0], ngrams("bad")))) == "down"
        assert judge.probabilities(vectors[0])["up"] == pytest.approx(0.5, abs=0.05)


def test_a_head_may_read_words_alone(tmp_path: Path) -> None:
    texts, labels = ["so good", "good work", "good one", "so bad", "bad work", "bad one"], ["up"] * 3 + ["down"] * 3
    head = fit_word_head(texts, labels, Recipe(10.0))
    head.save(tmp_path / "mood.npz")
    stored = load_word_head(tmp_path / "mood.npz", "make mood")
    for judge in (head, stored):
        assert next(iter(judge.probabilities("GOOD!"))) == "up"
        assert next(iter(judge.probabilities("bad"))) == "down"
        assert judge.probabilities("neither")["up"] == pytest.approx(0.5, abs=0.05)


def test_a_head_over_vectors_is_not_read_as_one_over_words(tmp_path: Path) -> None:
    vectors = np.eye(2, dtype=np.float32)
    fit_head("words", vectors, ["", ""], ["a", "b"], CLOSE).save(tmp_path / "mood.npz")
    with pytest.raises(ConfigurationError, match=r"mood.npz cannot be read .* run `make mood`"):
        load_word_head(tmp_path / "mood.npz", "make mood")


def test_confidence_is_tempered_where_labels_are_noisy() -> None:
    generator = np.random.default_rng(3)
    vectors = generator.normal(size=(300, 20)).astype(np.float32)
    labels = ["a" if chance else "b" for chance in generator.random(300) < 0.5]
    head = fit_head("toy", vectors, [""] * 300, labels, Recipe(1000.0))
    sure = [max(head.probabilities(vector).values()) for vector in generator.normal(size=(200, 20)).astype(np.float32)]
    assert float(np.mean(sure)) < 0.65, "coin tosses: nobody can be sure"


def test_vectors_measured_from_their_mean_give_the_same_head_sooner() -> None:
    generator = np.random.default_rng(5)
    vectors = (generator.normal(size=(200, 10)) + 20).astype(np.float32)
    labels = ["a" if row[0] > 20 else "b" for row in vectors]
    heads = [fit_head("toy", vectors, [""] * 200, labels, Recipe(1.0, centred=centred)) for centred in (False, True)]
    for vector in vectors[:20]:
        plain, centred = (head.probabilities(vector) for head in heads)
        assert centred["a"] == pytest.approx(plain["a"], abs=0.05)


def test_a_second_training_encodes_only_new_sentences(encoder: LocalEncoder, tmp_path: Path) -> None:
    asked = list[str]()

    class Counting(LocalEncoder):
        def layered(self, texts: Sequence[str]) -> Layers:
            asked.extend(texts)
            return super().layered(texts)

    counting = Counting()
    kept = kept_vectors.kept_questions(counting, tmp_path)
    first = kept.encode(["one", "two", "one"])
    kept.save()
    again = kept_vectors.kept_questions(counting, tmp_path).encode(["two", "three"])
    assert asked == ["one", "two", "three"]
    np.testing.assert_array_equal(first[1], again[0])
    np.testing.assert_allclose(first, encoder.layered(["one", "two", "one"]), atol=1e-3)


def test_a_broken_file_of_vectors_is_named(encoder: LocalEncoder, tmp_path: Path) -> None:
    path = tmp_path / f"layers-{file_name(encoder)}"
    path.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(ConfigurationError, match=rf"{encoder.name}.npz cannot be read .* delete it"):
        kept_vectors.kept_questions(encoder, tmp_path)
