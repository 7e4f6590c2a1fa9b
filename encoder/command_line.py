"""Which encoder a command uses: two options, the same for every command."""

import argparse
from typing import get_args

from encoder.factory import EncoderChoice, encoder_for
from encoder.protocol import Encoder


def add_encoder_options(parser: argparse.ArgumentParser, *, region: bool = True) -> None:
    """Let a command be told its encoder; `region` is False where it has that option already."""
    parser.add_argument("--encoder", choices=get_args(EncoderChoice), default="local", help="default: local")
    if region:
        parser.add_argument("--region", default="us-east-1", help="of the encoder on Bedrock")


def encoder_of(options: argparse.Namespace) -> Encoder:
    """Return the encoder that was asked for."""
    return encoder_for(options.encoder, options.region)
