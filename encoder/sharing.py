"""One encoding a turn: made by the supervisor, carried with the task, used by every agent that needs it.

See `docs/decisions/0004-one-vector-a-turn.md`.
"""

import base64

import numpy as np

from contracts.policy import ENCODED_WINDOWS, WINDOW_CHARS
from contracts.turn import AgentTask, SentenceVector
from encoder.protocol import Encoder, Matrix, Vector


def windows(text: str) -> list[str]:
    """The parts of a message that are encoded: all of a short one; of a long one its beginning and its end.

    Encoding time grows with length (about 0.2 ms a character on two cores), so a long message is cut at spaces into
    windows, and only `ENCODED_WINDOWS` of them count: people say what is the matter first or last.
    """
    parts, rest = list[str](), text.strip()
    while len(rest) > WINDOW_CHARS:
        cut = rest.rfind(" ", 1, WINDOW_CHARS + 1)
        cut = cut if cut > 0 else WINDOW_CHARS
        parts.append(rest[:cut])
        rest = rest[cut:].lstrip()
    parts.append(rest)
    return parts if len(parts) <= ENCODED_WINDOWS else [*parts[: ENCODED_WINDOWS - 1], text.strip()[-WINDOW_CHARS:]]


def pack(encoder: Encoder, text: str) -> SentenceVector:
    """Encode `text` so that it can travel: about 2 kB of base64 for each window of 384 dimensions."""
    vectors = encoder.questions(windows(text)).astype("<f4", copy=False)
    return SentenceVector(encoder=encoder.name, windows=len(vectors), data=base64.b64encode(vectors.tobytes()).decode())


def vectors_of(task: AgentTask, encoder: Encoder) -> Matrix:
    """One row for each window of the task's text, shape (windows, dimensions).

    The task's own vectors if this encoder made them; else the text is encoded, so that an agent can stand alone.
    """
    shared = task.vector
    if shared is None or shared.encoder != encoder.name:
        return encoder.questions(windows(task.text))
    flat = np.frombuffer(base64.b64decode(shared.data), dtype="<f4").astype(np.float32, copy=False)
    return flat.reshape(shared.windows, -1)


def vector_of(task: AgentTask, encoder: Encoder) -> Vector:
    """The meaning of the whole text: the mean of its windows, unit length."""
    vectors = vectors_of(task, encoder)
    mean: Vector = vectors.mean(axis=0)
    return mean / np.float32(np.linalg.norm(mean))
