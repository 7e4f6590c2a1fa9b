"""One vector a turn, shared between agents."""

import base64

import numpy as np

from contracts.turn import SentenceVector
from encoder import pack, vector_of
from encoder.local import LocalEncoder
from tests.unit.builders import task


def test_a_packed_vector_travels_as_json_without_loss(encoder: LocalEncoder) -> None:
    packed = SentenceVector.model_validate_json(pack(encoder, "my brakes feel soft").model_dump_json())
    assert packed.encoder == encoder.name
    shared = vector_of(task("my brakes feel soft", vector=packed), encoder)
    assert shared.dtype == np.float32
    np.testing.assert_array_equal(shared, encoder.questions(["my brakes feel soft"])[0])


def test_a_shared_vector_is_used_instead_of_encoding_the_text_again(encoder: LocalEncoder) -> None:
    given = pack(encoder, "pair my phone")
    np.testing.assert_array_equal(
        vector_of(task("my brakes feel soft", vector=given), encoder), encoder.questions(["pair my phone"])[0]
    )


def test_a_vector_of_another_encoder_is_ignored(encoder: LocalEncoder) -> None:
    foreign = SentenceVector(
        encoder="amazon.titan-embed-text-v2:0",
        data=base64.b64encode(np.ones(1024, dtype="<f4").tobytes()).decode(),
    )
    np.testing.assert_array_equal(
        vector_of(task("my brakes feel soft", vector=foreign), encoder), encoder.questions(["my brakes feel soft"])[0]
    )


def test_a_task_without_a_vector_is_encoded(encoder: LocalEncoder) -> None:
    assert vector_of(task("hello"), encoder).shape == (384,)
