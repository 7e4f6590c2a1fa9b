"""Errors of botocore in this project's words: the one place that knows both."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from botocore.exceptions import BotoCoreError, ClientError

from contracts.errors import Unavailable

AWS_ERRORS: Final = (ClientError, BotoCoreError)
"""AWS refused; or it was not reached, or not understood. Nothing else is raised by boto3's calls."""


def code_of(error: ClientError | BotoCoreError) -> str:
    """The code that AWS gave, such as `NoSuchKey`; where it gave no answer, the name of botocore's error."""
    return str(error.response["Error"]["Code"]) if isinstance(error, ClientError) else type(error).__name__


@contextmanager
def translated(dependency: str) -> Iterator[None]:
    """Raise `Unavailable` with the code of AWS instead of an error of botocore."""
    try:
        yield
    except AWS_ERRORS as error:
        raise Unavailable(dependency, code_of(error)) from error
