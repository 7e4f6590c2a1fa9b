"""An encoder that is loaded by the first text: what there is to encode is often nothing."""

from collections.abc import Callable, Sequence

from encoder.protocol import Encoder, Layers, Matrix


class EncoderWhenNeeded:
    """Stands for the encoder of this name until there is something to encode; `load` returns the same at every call."""

    def __init__(self, name: str, layers: int, load: Callable[[], Encoder]) -> None:
        self.name = name
        self.layers = layers
        self._load = load

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Encode what customers say. Raises what `load` raises."""
        return self._load().questions(texts)

    def layered(self, texts: Sequence[str]) -> Layers:
        """Encode what customers say, layer by layer. Raises what `load` raises."""
        return self._load().layered(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """Encode what documents say. Raises what `load` raises."""
        return self._load().passages(texts)
