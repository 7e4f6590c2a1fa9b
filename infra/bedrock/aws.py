"""Requests passed on to the real Bedrock as they are, signed with the operator's own credentials.

Functions on this machine hold made-up credentials, so they cannot reach a real account themselves.
"""

from contextlib import AbstractContextManager
from http.client import HTTPResponse
from typing import Final

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.exceptions import BotoCoreError
from botocore.session import get_session

from contracts.errors import ConfigurationError
from infra.bedrock.refusal import Refusal
from infra.bedrock.upstream import sent

ResponseContext = AbstractContextManager[HTTPResponse]
SIGNING_NAME: Final = "bedrock"
PASSED: Final = ("accept", "content-type")
"""Headers that are passed on, beside those of Bedrock's own."""


class PassOn:
    """Knows where Bedrock is and how its requests are signed, by the usual rules of AWS's tools."""

    def __init__(self, region: str) -> None:
        """Find credentials. Raises `ConfigurationError` if there are none."""
        session = get_session()
        try:
            credentials = session.get_credentials()
            client = session.create_client("bedrock-runtime", region_name=region)
        except BotoCoreError as error:
            raise ConfigurationError(f"no AWS credentials: {error}") from error
        if credentials is None:
            raise ConfigurationError("AWS credentials are needed: log in, so that `aws sts get-caller-identity` works")
        self._credentials, self._region = credentials, region
        self.endpoint = str(client.meta.endpoint_url)

    def __call__(self, method: str, path: str, headers: dict[str, str], body: bytes) -> ResponseContext:
        """Give Bedrock's answer in a `with` block, only its head read. Raises `Refusal` if it cannot be reached."""
        kept = {name: value for name, value in headers.items() if name in PASSED or name.startswith("x-amzn-bedrock")}
        request = AWSRequest(method, self.endpoint + path, headers=kept, data=body)
        try:
            SigV4Auth(self._credentials, SIGNING_NAME, self._region).add_auth(request)
        except BotoCoreError as error:  # such as a login that has expired
            raise Refusal("ExpiredTokenException", str(error)) from error
        return sent(method, self.endpoint + path, dict(request.headers.items()), body)
