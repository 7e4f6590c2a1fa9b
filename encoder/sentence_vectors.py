"""One encoding a turn: made by the supervisor, carried with the task, used by every agent that needs it.

See `docs/decisions/0004-one-vector-a-turn.md`.
"""

import base64
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from contracts.deadline import check
from contracts.turn import AgentTask, SentenceVector
from encoder.policy import ENCODED_WINDOWS, SHORT_SENTENCE_CHARS, WINDOW_CHARS
from encoder.protocol import Encoder, Layers, Matrix, Vector
from languages.sentences import TYPED


def sentences(text: str) -> list[str]:
    """A message sentence by sentence, nothing left out; one at least.

    A very short one stays with the next, since "Help!" means more with its reason; a very long one is cut at spaces.
    """
    parts, short = list[str](), ""
    for sentence in filter(None, TYPED.split(text.strip())):
        short = f"{short} {sentence}".lstrip()
        if len(short) >= SHORT_SENTENCE_CHARS:
            parts.extend(_split(short))
            short = ""
    if short and parts and len(parts[-1]) + len(short) < WINDOW_CHARS:
        parts[-1] = f"{parts[-1]} {short}"
    elif short or not parts:
        parts.append(short)
    return parts


def _split(sentence: str) -> Iterator[str]:
    while len(sentence) > WINDOW_CHARS:
        cut = sentence.rfind(" ", 1, WINDOW_CHARS + 1)
        cut = cut if cut > 0 else WINDOW_CHARS
        yield sentence[:cut]
        sentence = sentence[cut:].lstrip()
    if sentence:
        yield sentence


def windows(text: str) -> list[str]:
    """The parts of a message that are encoded: all of a usual message; of a long one its beginning and its end.

    Sentences that fit into one window share it, so that they are understood together. Encoding time grows with length
    (about 0.08 ms a character), and people say what is the matter first or last; what lies between is read
    for danger by the sentiment agent.
    """
    parts = [""]
    for sentence in sentences(text):
        together = f"{parts[-1]} {sentence}".lstrip()
        if len(together) <= WINDOW_CHARS:
            parts[-1] = together
        else:
            parts.append(sentence)
    return parts if len(parts) <= ENCODED_WINDOWS else [*parts[: ENCODED_WINDOWS - 1], parts[-1]]


def questions_in_time(texts: Sequence[str], encoder: Encoder) -> Matrix:
    """Encode what a customer says, one text after the other while somebody waits for it: shape (texts, dimensions).

    `texts` holds one at least. Raises `OutOfTime` between two of them once the deadline has passed.
    """
    return _in_time(texts, encoder.questions)


def layered_in_time(texts: Sequence[str], encoder: Encoder) -> Layers:
    """The same with lower layers: shape (texts, layers, dimensions)."""
    return _in_time(texts, encoder.layered)


def _in_time(texts: Sequence[str], encode: Callable[[Sequence[str]], Matrix]) -> Matrix:
    rows = list[Matrix]()
    for text in texts:
        check()
        rows.append(encode([text]))
    return np.concatenate(rows)


def pack(encoder: Encoder, text: str) -> SentenceVector:
    """Encode `text` so that it can travel: about 2 kB of base64 for each window and layer of 384 dimensions."""
    layers = layered_in_time(windows(text), encoder)
    return SentenceVector(
        encoder=encoder.name, windows=len(layers), data=_written(layers[:, 0]), lower=_written(layers[:, 1:])
    )


def vectors_of(task: AgentTask, encoder: Encoder) -> Matrix:
    """One row for each window of the task's text, shape (windows, dimensions).

    The task's own vectors if this encoder made them; else the text is encoded, so that an agent can stand alone.
    """
    shared = task.vector
    if shared is None or shared.encoder != encoder.name:
        return questions_in_time(windows(task.text), encoder)
    return _read(shared.data).reshape(shared.windows, -1)


def layers_of(task: AgentTask, encoder: Encoder) -> Layers:
    """The same with lower layers, shape (windows, layers, dimensions).

    A supervisor of an earlier release sends none; then, too, the text is encoded.
    """
    shared = task.vector
    if shared is None or shared.encoder != encoder.name or (encoder.layers > 1 and not shared.lower):
        return layered_in_time(windows(task.text), encoder)
    last = vectors_of(task, encoder)[:, None]
    return np.concatenate([last, _read(shared.lower).reshape(len(last), encoder.layers - 1, last.shape[2])], axis=1)


def _written(numbers: Matrix | Layers) -> str:
    return base64.b64encode(numbers.astype("<f4", copy=False).tobytes()).decode()


def _read(data: str) -> Vector:
    return np.frombuffer(base64.b64decode(data), dtype="<f4").astype(np.float32, copy=False)


def vector_of(task: AgentTask, encoder: Encoder) -> Vector:
    """The meaning of the whole text of a task."""
    return meaning(vectors_of(task, encoder))


def meaning(vectors: Matrix) -> Vector:
    """The mean of a text's vectors, unit length."""
    mean: Vector = vectors.mean(axis=0)
    return mean / np.float32(np.linalg.norm(mean))


def tone(layers: Layers) -> Vector:
    """How a text speaks: the `meaning` of each layer, side by side, shape (layers x dimensions,)."""
    return np.concatenate([meaning(layer) for layer in layers.swapaxes(0, 1)])
