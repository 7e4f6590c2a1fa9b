"""The candidate of the routing policy: one object of a bucket, named by its address `s3://BUCKET/KEY`."""

from hashlib import sha256
from typing import Final

import boto3
from botocore.config import Config

from aws.errors import translated
from store.policy import CANDIDATE_SECONDS, MAX_CANDIDATE_BYTES

_DEPENDENCY: Final = "routing candidate"


class CandidateObject:
    """Where a candidate is published, and read by the functions that judge by it."""

    def __init__(self, address: str, region: str) -> None:
        self._bucket, _, self._key = address.removeprefix("s3://").partition("/")
        waits = Config(
            connect_timeout=CANDIDATE_SECONDS, read_timeout=CANDIDATE_SECONDS, retries={"total_max_attempts": 2}
        )
        self._s3 = boto3.client("s3", region_name=region, config=waits)

    def read(self) -> bytes:
        """The published policy, at most `MAX_CANDIDATE_BYTES` of it.

        Raises `Unavailable`. Its code for an object that is not there is `AccessDenied` where, as in the template, only
        reading the object itself is allowed.
        """
        with translated(_DEPENDENCY):
            return self._s3.get_object(Bucket=self._bucket, Key=self._key)["Body"].read(MAX_CANDIDATE_BYTES)

    def write(self, content: bytes) -> None:
        """Publish a policy. Raises `Unavailable`."""
        with translated(_DEPENDENCY):
            self._s3.put_object(Bucket=self._bucket, Key=self._key, Body=content)


def version_of(content: bytes) -> str:
    """Names a policy by its bytes: who publishes it and who judges by it call it the same."""
    return sha256(content).hexdigest()[:8]
