"""multilingual-e5-small inside this process, on ONNX Runtime: no network, no account.

Model: Wang et al., "Multilingual E5 Text Embeddings", arXiv 2402.05672. It wants "query: " and "passage: " before its
texts. Decision 8 says how the graph is made and what its arithmetic costs.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import onnxruntime

from encoder.model_files import FILES, NAME, OUTPUTS, broken, check, default_folder
from encoder.policy import BATCH_TOKENS, PADDING_SHARE, PASSAGE_TOKENS, QUESTION_TOKENS, THREADS
from encoder.protocol import Layers, Matrix
from encoder.tokenizer import PAD, load_tokenizer

DIMENSIONS: Final = 384


class LocalEncoder:
    """384 dimensions. A text's vector does not depend on what is encoded with it; encoding releases the GIL."""

    name = NAME
    layers = len(OUTPUTS)

    def __init__(self, folder: Path | None = None, threads: int = THREADS) -> None:
        """Load the model. Raises `ConfigurationError` if its files are missing, broken, or of another encoder."""
        folder = folder or default_folder()
        check(folder)
        graph, self._weights, tokenizer = (folder / file for file in FILES)
        self._tokenizer = load_tokenizer(tokenizer)
        self._session = _session(graph, threads)

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Encode what customers say: shape (texts, 384)."""
        return self.layered(texts)[:, 0]

    def layered(self, texts: Sequence[str]) -> Layers:
        """Encode what customers say, with the layer in the middle: shape (texts, 2, 384)."""
        return self._encode([self._tokenizer.encode(f"query: {text}", QUESTION_TOKENS) for text in texts])

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Encode what documents say: shape (texts, 384)."""
        return self._encode([self._tokenizer.encode(f"passage: {text}", PASSAGE_TOKENS) for text in texts])[:, 0]

    def _encode(self, rows: Sequence[Sequence[int]]) -> Layers:
        vectors = np.empty((len(rows), self.layers, DIMENSIONS), dtype=np.float32)
        for batch in batches([len(row) for row in rows]):
            tokens, mask = _padded([rows[place] for place in batch])
            last, states = self._session.run(OUTPUTS, {"tokens": tokens, "mask": mask})
            vectors[batch] = np.stack([last, _pooled(states, mask)], axis=1)
        if not np.isfinite(vectors).all():  # what comes of it would look like an answer
            raise broken(self._weights, "vectors that are no numbers")
        return vectors


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group the places of texts of like length, so that little is padded and no batch is large."""
    batch = list[int]()
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        longest = lengths[place]
        if batch and ((len(batch) + 1) * longest > BATCH_TOKENS or lengths[batch[0]] < longest * (1 - PADDING_SHARE)):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _padded(rows: Sequence[Sequence[int]]) -> tuple[np.ndarray, np.ndarray]:
    """Tokens and mask (1: a token, 0: padding), both of shape (rows, longest)."""
    shape = len(rows), max(map(len, rows))
    tokens, mask = np.full(shape, PAD, dtype=np.int32), np.zeros(shape, dtype=np.int32)
    for place, row in enumerate(rows):
        tokens[place, : len(row)] = row
        mask[place, : len(row)] = 1
    return tokens, mask


def _pooled(states: np.ndarray, mask: np.ndarray) -> Matrix:
    """The mean over the tokens of each text, brought to unit length, as the graph does with the last layer."""
    sums: Matrix = (mask[:, None].astype(np.float32) @ states)[:, 0]
    pooled: Matrix = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return pooled


def _session(graph: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # a thread that waits costs nothing
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL  # it is made as it shall run
    options.enable_mem_pattern = False  # each length would keep one
    options.log_severity_level = 4  # what goes wrong is raised
    try:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the library's errors share no other base
        raise broken(graph, str(error).splitlines()[0][:200]) from error
