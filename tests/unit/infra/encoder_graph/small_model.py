"""A file of weights as small as the format allows, and what its model says in 32 bits, written out step by step."""

import struct
from itertools import accumulate
from math import erf
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from encoder.tokenizer import SPACE
from infra.encoder_graph.weights import BLOCK, Model

HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 4, 64, 24
SPECIAL: Final = ("<s>", "<pad>", "</s>", "<unk>")
PIECES: Final = (*SPECIAL, SPACE, f"{SPACE}que", "ry", ":", f"{SPACE}car", "c", "a", "r", "машина", "м", "а", "<mask>")
NORMALIZATION: Final = {0x09: " ", 0x200B: "", 0xBD: "1⁄2"}


def small_file(seed: int = 7, version: int = 1, block: int = BLOCK) -> bytes:
    """Return the file with random weights."""
    tensors = _tensors(np.random.default_rng(seed))
    head = b"E5S1" + struct.pack(
        "<I7ifi", version, HIDDEN, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, 1, 1e-12, block
    )
    head += _pieces() + _normalization()
    names = [name.encode() for name in tensors]
    size = len(head) + 4 + sum(2 + len(name) + 1 + 4 + 16 for name in names)
    directory = struct.pack("<i", len(tensors))
    for name, (kind, content) in zip(names, tensors.values(), strict=True):
        directory += struct.pack("<H", len(name)) + name + struct.pack("<BIQQ", kind, 0, size, len(content))
        size += len(content)
    return head + directory + b"".join(content for _, content in tensors.values())


def _pieces() -> bytes:
    texts = [piece.encode() for piece in PIECES]
    ends = [0, *accumulate(map(len, texts))]
    scores = np.array([0, 0, 0, 0, *(-2.0 - place / 4 for place in range(len(PIECES) - 5)), 0], "<f4")
    return (
        struct.pack(f"<5iQ{len(ends)}I", len(texts), 0, 2, 1, 3, ends[-1], *ends) + scores.tobytes() + b"".join(texts)
    )


def _normalization() -> bytes:
    rows = b"".join(
        struct.pack(f"<IB{len(text)}I", character, len(text), *map(ord, text))
        for character, text in NORMALIZATION.items()
    )
    return struct.pack("<iI", len(NORMALIZATION), len(rows)) + rows


def _tensors(chance: np.random.Generator) -> dict[str, tuple[int, bytes]]:
    def floats(size: int, mean: float = 0.0) -> tuple[int, bytes]:
        return 0, chance.normal(mean, 0.2, size).astype("<f4").tobytes()

    def blocks(rows: int, columns: int) -> tuple[int, bytes]:
        found = np.zeros(rows * columns // BLOCK, np.dtype([("scale", "<f2"), ("codes", "u1", 16)]))
        found["scale"], found["codes"] = (
            chance.uniform(0.02, 0.06, len(found)),
            chance.integers(0, 256, (len(found), 16)),
        )
        return 1, found.tobytes()

    made = {
        "emb.word": blocks(len(PIECES), HIDDEN),
        "emb.pos": floats(POSITIONS * HIDDEN),
        "emb.type": floats(2 * HIDDEN),
        "emb.ln.w": floats(HIDDEN, 1.0),
        "emb.ln.b": floats(HIDDEN),
    }
    for layer in (f"l{number}." for number in range(LAYERS)):
        for name, rows, columns in (*((part, HIDDEN, HIDDEN) for part in ("q", "k", "v", "ao")), ("fi", INNER, HIDDEN)):
            made |= {f"{layer}{name}.w": blocks(rows, columns), f"{layer}{name}.b": floats(rows)}
        made |= {f"{layer}fo.w": blocks(HIDDEN, INNER), f"{layer}fo.b": floats(HIDDEN)}
        for name in ("aln", "oln"):
            made |= {f"{layer}{name}.w": floats(HIDDEN, 1.0), f"{layer}{name}.b": floats(HIDDEN)}
    return made


Floats = NDArray[Any]


def reference(model: Model, tokens: list[int]) -> Floats:
    """Return the vector of one text, reckoned in 32 bits."""
    hidden = model.shape.hidden
    words = model.blocks("emb.word", hidden).floats()[tokens]
    places = model.floats("emb.pos").reshape(-1, hidden)[: len(tokens)] + model.floats("emb.type")[:hidden]
    states = _normalised(model, "emb.ln", words + places)
    for number in range(model.shape.layers):
        name = f"l{number}."
        parts = (_product(model, f"{name}{part}", states) for part in "qkv")
        query, key, value = (part.reshape(len(tokens), model.shape.heads, -1).swapaxes(0, 1) for part in parts)
        shares = query @ key.swapaxes(1, 2) / np.sqrt(query.shape[-1])
        shares = np.exp(shares - shares.max(axis=-1, keepdims=True))
        shares /= shares.sum(axis=-1, keepdims=True)
        attended = (shares @ value).swapaxes(0, 1).reshape(states.shape)
        states = _normalised(model, f"{name}aln", states + _product(model, f"{name}ao", attended))
        inner = _product(model, f"{name}fi", states)
        inner = inner * (1 + np.vectorize(erf)(inner / np.sqrt(2))) / 2
        states = _normalised(model, f"{name}oln", states + _product(model, f"{name}fo", inner))
    mean = states.mean(axis=0)
    direction: Floats = mean / np.linalg.norm(mean)
    return direction


def _product(model: Model, name: str, states: Floats) -> Floats:
    return states @ model.blocks(f"{name}.w", states.shape[-1]).floats().T + model.floats(f"{name}.b")


def _normalised(model: Model, name: str, states: Floats) -> Floats:
    centred = states - states.mean(axis=-1, keepdims=True)
    spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + model.epsilon)
    normalised: Floats = centred / spread * model.floats(f"{name}.w") + model.floats(f"{name}.b")
    return normalised
