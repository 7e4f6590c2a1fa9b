"""One vector a turn: encoded once by the supervisor, carried with the task, used by every agent that needs it.

See `docs/decisions/0004-one-vector-a-turn.md`.
"""

import base64

import numpy as np

from contracts.turn import AgentTask, SentenceVector
from encoder.protocol import Encoder, Vector


def pack(encoder: Encoder, text: str) -> SentenceVector:
    """Encode `text` as a vector that can travel: about 2 kB of base64 for 384 dimensions."""
    vector = encoder.questions([text])[0].astype("<f4", copy=False)
    return SentenceVector(encoder=encoder.name, data=base64.b64encode(vector.tobytes()).decode("ascii"))


def vector_of(task: AgentTask, encoder: Encoder) -> Vector:
    """The task's own vector if this encoder made it; else encode the text, so that an agent can stand alone."""
    shared = task.vector
    if shared is not None and shared.encoder == encoder.name:
        return np.frombuffer(base64.b64decode(shared.data), dtype="<f4").astype(np.float32, copy=False)
    vector: Vector = encoder.questions([task.text])[0]
    return vector
