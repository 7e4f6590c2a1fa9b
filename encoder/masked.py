"""An encoder that sees no personal data of customers, for models outside this process."""

from collections.abc import Callable, Sequence

from encoder.protocol import Encoder, Layers, Matrix


class MaskedEncoder:
    """Wraps an encoder: what customers say goes through `mask` first, what documents say is passed on as it is."""

    def __init__(self, encoder: Encoder, mask: Callable[[str], str]) -> None:
        self.name = encoder.name
        self.layers = encoder.layers
        self.passages = encoder.passages
        self._encoder = encoder
        self._mask = mask

    def questions(self, texts: Sequence[str]) -> Matrix:
        """Encode what customers say, without their personal data, which never leaves this process."""
        return self._encoder.questions([self._mask(text) for text in texts])

    def layered(self, texts: Sequence[str]) -> Layers:
        """The same, layer by layer."""
        return self._encoder.layered([self._mask(text) for text in texts])
