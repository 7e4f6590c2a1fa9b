"""Health, for load balancers and operators. Needs no key."""

from http import HTTPStatus
from typing import Any

import boto3
from aws_lambda_powertools.event_handler import Response

from aws.errors import AWS_ERRORS, code_of
from contracts.errors import CurbsideError
from contracts.health import Health
from handlers.api import Api, answer
from handlers.environment import HealthEnvironment, read_environment
from handlers.wiring.tables import connect_tables
from knowledge.tenants import PUBLISHED
from store.sessions import find_session

_environment = read_environment(HealthEnvironment)
connect_tables(_environment)
_s3 = boto3.client("s3", region_name=_environment.region)
api = Api()


@api.get("/health/liveliness")
def liveliness() -> Response[str]:
    """This function runs."""
    return answer(Health(status="ok"))


@api.get("/health/readiness")
def readiness() -> Response[str]:
    """The tables answer, and a knowledge index is published."""
    checks = {"sessions": _check_sessions(), "knowledge": _check_knowledge()}
    ready = all(state == "ok" for state in checks.values())
    health = Health(status="ok" if ready else "unavailable", checks=checks)
    return answer(health, HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE)


def _check_sessions() -> str:
    try:
        find_session("readiness")
    except CurbsideError as error:
        return str(error)
    return "ok"


def _check_knowledge() -> str:
    try:
        _s3.head_object(Bucket=_environment.knowledge_bucket, Key=PUBLISHED)
    except AWS_ERRORS as error:
        return code_of(error)
    return "ok"


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Lambda entry point."""
    return api.handle(event, context)
