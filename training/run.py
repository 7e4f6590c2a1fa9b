"""What one run of the command was asked for, and how it speaks."""

import sys
from dataclasses import dataclass
from pathlib import Path

from contracts.errors import InvalidInput
from encoder import Encoder
from encoder.factory import EncoderChoice, encoder_for


@dataclass(frozen=True)
class Run:
    """The encoder that heads are trained for, and the folder with data that may not be part of the project."""

    choice: EncoderChoice = "local"
    region: str = ""
    """Region of the encoder on Bedrock."""
    data: Path | None = None

    @property
    def encoder(self) -> Encoder:
        """The encoder, opened when it is first asked for: heads over words alone need none."""
        return encoder_for(self.choice, self.region)

    def folder(self, name: str) -> Path:
        """Return a folder of the data. Raises `InvalidInput` if it is not there."""
        if self.data is None or not (self.data / name).is_dir():
            raise InvalidInput("data", f"needs the folder {name}/ of --data DIR")
        return self.data / name

    def say(self, line: str) -> None:
        """Write a line about how the run goes, indented below the name of what is made."""
        print(f"  {line}", file=sys.stderr, flush=True)
