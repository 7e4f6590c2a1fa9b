"""Deploying the stacks to the emulator, as `sam deploy` would to AWS, and what the others need to know of them."""

import json
from collections.abc import Callable
from typing import Any, Final

import boto3
from botocore.exceptions import ClientError, WaiterError

from contracts.errors import ConfigurationError
from infra.local.bridge import complete_api
from infra.local.emulator import CREDENTIALS
from infra.local.settings import API_ID, REGION, STACK, LocalSettings
from infra.local.upload import Uploader
from infra.templates import ROOT_TEMPLATE, STACKS, read_template
from store.names import TableNames
from store.tables import connect

CREATE_SECONDS: Final = 60.0
LOOK_SECONDS: Final = 0.2
Client = Callable[[str], Any]


def client_for(settings: LocalSettings) -> Client:
    """Makes boto3 clients that talk to the emulator."""
    session: Any = boto3.Session(
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
        region_name=REGION,
    )
    return lambda service: session.client(service, endpoint_url=settings.endpoint)


def deploy(client: Client, settings: LocalSettings) -> dict[str, str]:
    """Create the stacks and wait for them; returns the root's outputs.

    Raises `ConfigurationError` with the first failure, or with the parameter that is out of range.
    """
    template = Uploader(client("s3"), settings.endpoint).packaged(ROOT_TEMPLATE)
    formation = client("cloudformation")
    parameters = {
        "RoutingCandidate": settings.routing_candidate,
        "RerankModel": settings.rerank_model,
        "Guardrail": settings.guardrail,
        "LiveUrl": settings.live_url,
        "CognitoUrl": settings.endpoint,
        "ModelRegions": REGION if settings.bedrock_url else "",
    }
    try:
        formation.create_stack(
            StackName=STACK,
            TemplateBody=json.dumps(template),
            Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()],
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
            Tags=[{"Key": "ms-custom-id", "Value": API_ID}],  # the emulator's way to give an API the same id every time
        )
    except ClientError as error:
        raise ConfigurationError(f"template.yaml: {error.response['Error']['Message']}") from error
    try:
        formation.get_waiter("stack_create_complete").wait(
            StackName=STACK,
            WaiterConfig={"Delay": LOOK_SECONDS, "MaxAttempts": int(CREATE_SECONDS / LOOK_SECONDS)},
        )
    except WaiterError as error:
        raise ConfigurationError(f"the stack was not created: {_first_failure(formation)}") from error
    complete_api(read_template(STACKS / "api.yaml")["Resources"]["Api"]["Properties"]["Body"], client("apigateway"))
    return stack_outputs(client)


def stack_outputs(client: Client) -> dict[str, str]:
    """The outputs of the deployed stack. Raises `ConfigurationError` if there is none, or it is not complete."""
    try:
        outputs = client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]["Outputs"]
    except (ClientError, KeyError, IndexError) as error:
        raise ConfigurationError("there is no complete stack") from error
    return {output["OutputKey"]: output["OutputValue"] for output in outputs}


def tables_of(outputs: dict[str, str]) -> dict[str, str]:
    """Physical table names by logical name, from the outputs of the stack."""
    return {key.removesuffix("Table"): value for key, value in outputs.items() if key.endswith("Table")}


def ingest(client: Client, *, enabled: bool) -> None:
    """Answer messages about documents, or let them wait."""
    functions = client("lambda")
    for mapping in functions.list_event_source_mappings()["EventSourceMappings"]:
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=enabled)


def connect_to(outputs: dict[str, str]) -> None:
    """Point the store of this process at the tables of the stack."""
    names = {name.lower(): table for name, table in tables_of(outputs).items()}
    connect(TableNames.model_validate(names), REGION)


def _first_failure(formation: Any) -> str:
    try:
        events = formation.describe_stack_events(StackName=STACK)["StackEvents"]
    except ClientError as error:
        return str(error)
    failed = [event for event in events if event["ResourceStatus"].endswith("FAILED")]
    return (
        f"{failed[-1]['LogicalResourceId']}: {failed[-1].get('ResourceStatusReason')}" if failed else "no reason given"
    )
