"""How Bedrock refuses: an error's name, its HTTP status, and what it says. All names are those of the service."""

from typing import Final

from infra.bedrock.service import error_statuses

STATUSES: Final = error_statuses() | {
    "ExpiredTokenException": 403,
    "MissingAuthenticationTokenException": 403,
    "UnknownOperationException": 404,
    "UnrecognizedClientException": 403,
}
"""HTTP status by name: those that botocore knows of this service, and those that any service has."""
IN_STREAM: Final = (
    "InternalServerException",
    "ModelStreamErrorException",
    "ServiceUnavailableException",
    "ThrottlingException",
    "ValidationException",
)
"""Errors that can come as an event of a stream, by botocore's shape `ConverseStreamOutput`."""
MESSAGES: Final = {
    "AccessDeniedException": "You don't have access to the model with the specified model ID.",
    "ExpiredTokenException": "The security token included in the request is expired",
    "InternalServerException": "The system encountered an unexpected error during processing. Try your request again.",
    "MissingAuthenticationTokenException": "Missing Authentication Token",
    "ModelTimeoutException": "Model has timed out in processing the request. Try your request again.",
    "ServiceUnavailableException": "Bedrock is unable to process your request.",
    "ThrottlingException": "Too many requests, please wait before trying again.",
}
"""What Bedrock says with these, where a script gives no message: clients match on some of them."""


class Refusal(Exception):
    """Bedrock's answer is an error. `code` is its name, empty for one that comes from a proxy before Bedrock."""

    def __init__(self, code: str, message: str = "", status: int | None = None) -> None:
        self.code = code
        self.message = message or MESSAGES.get(code, code)
        self.status = status or STATUSES.get(code, 500)
        super().__init__(f"{code}: {self.message}")


def invalid(message: str) -> Refusal:
    """Return the refusal of a request that is wrong."""
    return Refusal("ValidationException", message)
