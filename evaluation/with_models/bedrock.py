"""Where a measuring run's models are asked: at Bedrock, or at the stand-in that answers by rules."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from infra.bedrock.server import BedrockServer
from models.attempt import Meter
from models.breaker import Breakers, BreakersHere
from models.client import ModelClient
from models.metering import meter
from models.places import places_in
from models.stream import bedrock_streams

ENDPOINT: Final = "AWS_ENDPOINT_URL_BEDROCK_RUNTIME"
NOBODY: Final = {"AWS_ACCESS_KEY_ID": "double", "AWS_SECRET_ACCESS_KEY": "double"}


def add_double_option(parser: argparse.ArgumentParser) -> None:
    """Let the stand-in be chosen on a command line."""
    parser.add_argument(
        "--double", action="store_true", help="let the stand-in answer: its words say nothing of quality"
    )


@contextmanager
def answering(*, double: bool) -> Iterator[None]:
    """Run the stand-in meanwhile, if it is to answer."""
    if not double:
        yield
        return
    with BedrockServer(0) as server:
        os.environ.update({ENDPOINT: server.address, **NOBODY})
        yield


def client_in(region: str, meter: Meter = meter) -> ModelClient:
    """Return a client of the models that are offered in a region. Raises `ConfigurationError` if there is none."""
    return ModelClient(places_in([region]), {region: bedrock_streams(region)}, Breakers(BreakersHere()), meter)
