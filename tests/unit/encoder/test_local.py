"""The encoder that needs no network."""

from typing import Any

import numpy as np
import pytest

from encoder.factory import encoder_for
from encoder.local import LocalEncoder, batches
from encoder.policy import BATCH_TOKENS, PADDING_SHARE


def test_vectors_have_unit_length_whatever_the_text(encoder: LocalEncoder) -> None:
    texts = ["a", "Wie lange lädt der Kite?", "🚗" * 40, "line\nbreak", "x" * 400]
    np.testing.assert_allclose(np.linalg.norm(encoder.questions(texts), axis=1), 1.0, atol=1e-3)


def test_the_same_question_in_two_languages_is_closer_than_another_question(encoder: LocalEncoder) -> None:
    english, german, other = encoder.questions(
        ["How long does the battery take to charge?", "Wie lange lädt die Batterie?", "I want to complain about a bill"]
    )
    assert english @ german > english @ other + 0.03


def test_a_question_is_closer_to_the_passage_that_answers_it(encoder: LocalEncoder) -> None:
    question = encoder.questions(["how do I get a new password"])[0]
    right, wrong = encoder.passages(["A forgotten password is replaced on the sign-in page.", "Tyres last six years."])
    assert question @ right > question @ wrong


def test_the_local_encoder_is_chosen_by_name_and_built_once() -> None:
    assert isinstance(encoder_for("local", ""), LocalEncoder)
    assert encoder_for("local", "") is encoder_for("local", "")


def test_the_name_says_which_graph_made_a_vector(encoder: LocalEncoder) -> None:
    model, graph = encoder.name.split("@")
    assert model == "multilingual-e5-small-int8"
    assert len(bytes.fromhex(graph)) == 4


def test_no_texts_are_no_vectors(encoder: LocalEncoder) -> None:
    assert encoder.questions([]).shape == (0, 384)


def test_one_pass_gives_the_vectors_and_those_of_a_lower_layer(encoder: LocalEncoder) -> None:
    texts = ["I love this car", "I hate this car", "x" * 400]
    layers = encoder.layered(texts)
    assert layers.shape == (len(texts), encoder.layers, 384)
    np.testing.assert_array_equal(layers[:, 0], encoder.questions(texts))
    np.testing.assert_allclose(np.linalg.norm(layers, axis=2), 1.0, atol=1e-3)
    assert (layers[:, 0] * layers[:, 1]).sum(axis=1).max() < 0.9


def test_a_text_has_the_same_vector_alone_and_among_others(encoder: LocalEncoder) -> None:
    texts = ["brakes", "Wie lange lädt der Kite?", "My car makes strange noises when it is cold. " * 5, "🚗" * 40]
    alone = np.vstack([encoder.layered([text]) for text in texts])
    np.testing.assert_allclose(encoder.layered(texts), alone, atol=1e-5)


def test_a_question_and_a_passage_of_the_same_words_differ(encoder: LocalEncoder) -> None:
    assert encoder.questions(["tyres"])[0] @ encoder.passages(["tyres"])[0] < 0.999


def test_what_comes_after_the_bound_of_a_question_changes_nothing(encoder: LocalEncoder) -> None:
    one, other = encoder.questions(["🚗" * 400, "🚗" * 4000])
    np.testing.assert_allclose(one, other, atol=1e-6)


def test_a_passage_may_be_longer_than_a_question(encoder: LocalEncoder) -> None:
    one, other = encoder.passages(["🚗" * 200, "🚗" * 400])
    assert one @ other < 0.9999


@pytest.mark.parametrize("lengths", [[], [3], [160] * 20, [512, 3, 512, 4], list(range(3, 160)), [7] * 300])
def test_batches_hold_every_text_once_and_little_padding(lengths: list[int]) -> None:
    found = list(batches(lengths))
    assert sorted(place for batch in found for place in batch) == list(range(len(lengths)))
    for batch in found:
        longest = max(lengths[place] for place in batch)
        assert len(batch) * longest <= BATCH_TOKENS
        assert min(lengths[place] for place in batch) >= longest * (1 - PADDING_SHARE)


def test_vectors_are_nearly_those_of_the_engine_of_before(encoder: LocalEncoder, engine_before: Any) -> None:
    texts = [
        "how do I charge my car",
        "Mein Auto macht beim Bremsen komische Geräusche, kann ich morgen vorbeikommen?",
        "L'écran reste noir depuis la mise à jour…",
        "¿Cuándo puedo recoger el coche? ¡Gracias!",
        "La mia auto non si accende più",
        "BRAKES FAILED 😡😡 on the A9!!",
        "ok",
    ]
    before = np.asarray(engine_before.query(texts))
    assert (encoder.questions(texts) * before).sum(axis=1).min() > 0.997
