"""One vector a turn, shared between agents."""

import base64

import numpy as np
import pytest

from contracts.deadline import within
from contracts.errors import OutOfTime
from contracts.turn import SentenceVector
from encoder import Layers, Vector, layers_of, pack, questions_in_time, tone, vector_of, vectors_of
from encoder.local import LocalEncoder
from encoder.policy import ENCODED_WINDOWS, WINDOW_CHARS
from encoder.sentence_vectors import sentences, windows
from tests.bench.collection import MadeUpEncoder
from tests.unit.builders import task
from tests.unit.encoder.slow import SlowEncoder


def assert_alike(one: Vector | Layers, other: Vector | Layers) -> None:
    np.testing.assert_allclose(one, other, atol=1e-5)


def test_a_packed_vector_travels_as_json_without_loss(encoder: LocalEncoder) -> None:
    packed = SentenceVector.model_validate_json(pack(encoder, "my brakes feel soft").model_dump_json())
    assert packed.encoder == encoder.name
    shared = vector_of(task("my brakes feel soft", vector=packed), encoder)
    assert shared.dtype == np.float32
    assert_alike(shared, encoder.questions(["my brakes feel soft"])[0])


def test_a_text_is_encoded_window_by_window_only_while_somebody_waits(encoder: LocalEncoder) -> None:
    text, slow = "I like it. " * 200, SlowEncoder(encoder, seconds=0.3)
    assert len(windows(text)) == ENCODED_WINDOWS
    with within(0.3), pytest.raises(OutOfTime):
        pack(slow, text)
    assert slow.encoded == [windows(text)[0]]
    assert_alike(questions_in_time(windows(text), encoder), encoder.questions(windows(text)))


def test_a_shared_vector_is_used_instead_of_encoding_the_text_again(encoder: LocalEncoder) -> None:
    given = pack(encoder, "pair my phone")
    assert_alike(vector_of(task("my brakes feel soft", vector=given), encoder), encoder.questions(["pair my phone"])[0])


def test_a_vector_of_another_encoder_is_ignored(encoder: LocalEncoder) -> None:
    foreign = SentenceVector(
        encoder="amazon.titan-embed-text-v2:0",
        data=base64.b64encode(np.ones(1024, dtype="<f4").tobytes()).decode(),
    )
    assert_alike(
        vector_of(task("my brakes feel soft", vector=foreign), encoder), encoder.questions(["my brakes feel soft"])[0]
    )


def test_a_task_without_a_vector_is_encoded(encoder: LocalEncoder) -> None:
    assert vector_of(task("hello"), encoder).shape == (384,)


def test_a_short_text_is_one_window() -> None:
    assert windows("  my brakes feel soft \n") == ["my brakes feel soft"]
    assert windows("x" * WINDOW_CHARS) == ["x" * WINDOW_CHARS]
    assert windows("My car is ready. Can I pay by card? Thanks a lot.") == [
        "My car is ready. Can I pay by card? Thanks a lot."
    ]


def test_a_longer_text_is_cut_between_sentences_and_nothing_is_lost() -> None:
    text = " ".join(f"This is sentence number {number} of a longer story." for number in range(20))
    parts = windows(text)
    assert len(parts) == ENCODED_WINDOWS
    assert all(part.startswith("This") and part.endswith(".") and len(part) <= WINDOW_CHARS for part in parts)
    assert " ".join(parts) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The brakes are gone. What do I do now? I am on the A9!", 3),
        ("Termin am 14. Mai um 10.30 Uhr bitte", 1),
        ("Help! My brakes failed", 1),
        ("No brakes on my car any more\nplease send somebody quickly", 2),
        ("", 1),
    ],
)
def test_messages_are_read_by_sentence(text: str, expected: int) -> None:
    assert len(sentences(text)) == expected
    assert " ".join(sentences(text)).split() == text.split()


@pytest.mark.parametrize("text", ["word " * 800, "x" * 4000, "🚗" * 4000, "line\n" * 800])
def test_of_a_very_long_text_the_beginning_and_the_end_are_encoded(text: str) -> None:
    parts = windows(text)
    assert len(parts) == ENCODED_WINDOWS
    assert all(0 < len(part) <= WINDOW_CHARS for part in parts)
    words = " ".join(text.split())
    assert words.startswith(parts[0])
    assert words.endswith(parts[-1])


def test_windows_travel_one_row_each(encoder: LocalEncoder) -> None:
    text = "My engine is on fire. " * 30
    packed = SentenceVector.model_validate_json(pack(encoder, text).model_dump_json())
    rows = vectors_of(task(text, vector=packed), encoder)
    assert rows.shape == (packed.windows, 384) == (2, 384)
    assert_alike(rows, encoder.questions(windows(text)))


def test_lower_layers_travel_too(encoder: LocalEncoder) -> None:
    text = "My engine is on fire. " * 30
    slow = SlowEncoder(encoder, seconds=0)
    packed = SentenceVector.model_validate_json(pack(slow, text).model_dump_json())
    assert slow.encoded == windows(text), "one pass a window"
    assert_alike(layers_of(task(text, vector=packed), slow), encoder.layered(windows(text)))
    assert slow.encoded == windows(text), "what travelled is not encoded again"


def test_a_vector_without_the_lower_layers_is_encoded_again(encoder: LocalEncoder) -> None:
    before = pack(encoder, "my brakes feel soft").changed(lower="")
    found = layers_of(task("my brakes feel soft", vector=before), encoder)
    assert_alike(found, encoder.layered(["my brakes feel soft"]))


def test_an_encoder_that_shows_no_lower_layers_sends_its_vectors_alone() -> None:
    flat = MadeUpEncoder(np.eye(3, dtype=np.float32))
    packed = pack(flat, "hello")
    assert packed.lower == ""
    assert_alike(layers_of(task("hello", vector=packed), flat), flat.questions(["hello"])[:, None])


def test_the_tone_of_a_text_is_the_meaning_of_each_layer(encoder: LocalEncoder) -> None:
    text = "How do I pair my phone with the car? " * 30
    found = tone(layers_of(task(text), encoder))
    assert_alike(found[:384], vector_of(task(text), encoder))
    assert_alike(np.linalg.norm(found.reshape(2, 384), axis=1), np.ones(2, np.float32))


def test_the_meaning_of_a_long_text_has_unit_length(encoder: LocalEncoder) -> None:
    long = task("How do I pair my phone with the car? " * 30)
    assert float(np.linalg.norm(vector_of(long, encoder))) == pytest.approx(1.0, abs=1e-4)


def test_a_text_of_nothing_can_be_encoded(encoder: LocalEncoder) -> None:
    assert vector_of(task("   "), encoder).shape == (384,)
