"""The cockpit as an ASGI application: `uvicorn ui.cockpit.app:app`."""

from pathlib import Path
from typing import Final

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.starlette import App

from ui.cockpit.kept import PATH, keep
from ui.cockpit.settings import read_settings

_settings: Final = read_settings()
_HEADERS: Final = (
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"),
)
"""No page shows the cockpit in a frame, where a click could be stolen."""


class Guarded:
    """Adds the headers to each answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *_HEADERS]}
            await send(message)

        await self._app(scope, receive, sending)


async def _keep(request: Request) -> Response:
    return keep(request, behind_tls=_settings.behind_tls)


app: Final = App(
    Path(__file__).parent / "page.py",
    routes=[Route(PATH, _keep, methods=["POST"])],
    middleware=[Middleware(Guarded)],
)
