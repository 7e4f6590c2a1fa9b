"""Endpoints for operators."""

from http import HTTPStatus
from typing import Final

from contracts.health import Health
from handlers.routes.route import Route

OPERATOR_ROUTES: Final[tuple[Route, ...]] = (
    Route(
        operation="checkLiveliness",
        method="GET",
        path="/health/liveliness",
        function="Health",
        summary="Whether the API runs",
        description="Answers without touching anything else.",
        answers={HTTPStatus.OK: Health},
        credential=None,
    ),
    Route(
        operation="checkReadiness",
        method="GET",
        path="/health/readiness",
        function="Health",
        summary="Whether a turn can be answered",
        description="The tables answer, and a knowledge index is published.",
        answers={HTTPStatus.OK: Health, HTTPStatus.SERVICE_UNAVAILABLE: Health},
        credential=None,
    ),
)
