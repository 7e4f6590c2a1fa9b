"""The emulator's process, in which a failed function is answered as AWS does: by the API's own response to failures.

Ministack 1.5.33 sends the caller what the dead function left, a traceback included, past all gateway responses.
"""

from typing import Any, Final

from ministack.app import main
from ministack.services import apigateway_v1 as gateway

FAILED: Final = "DEFAULT_5XX"
"""API Gateway's name of the response to a function that failed."""


class _FunctionFailed(Exception):
    pass


def answer_failures_as_aws_does() -> None:
    """Change the emulator in this process."""
    shape, invoke = gateway._lambda_proxy_response, gateway._invoke_lambda_proxy_v1

    def shaped(result: dict[str, Any]) -> tuple[Any, None]:
        answer, failed = shape(result)
        if failed:
            raise _FunctionFailed
        return answer, None

    async def invoked(*given: Any, **named: Any) -> Any:
        try:
            return await invoke(*given, **named)
        except _FunctionFailed:
            return gateway._gw_error(FAILED, "Internal server error")

    gateway._lambda_proxy_response, gateway._invoke_lambda_proxy_v1 = shaped, invoked


if __name__ == "__main__":
    answer_failures_as_aws_does()
    main()
