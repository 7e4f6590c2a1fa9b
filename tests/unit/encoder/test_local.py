"""The encoder that needs no network."""

import numpy as np

from encoder.factory import encoder_for
from encoder.local import LocalEncoder


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
