"""Deploying `template.yaml` to the emulator, as `sam deploy` would to AWS.

The template goes in as it is, but for what packaging always does: each local `CodeUri` and `ContentUri` becomes the
address of an upload. Packages hold our own files only; third-party code comes from this Python's site-packages.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import boto3
import yaml
from botocore.exceptions import ClientError

from contracts.errors import ConfigurationError
from infra.local.bridge import complete_api
from infra.local.emulator import CREDENTIALS
from infra.local.settings import API_ID, REGION, ROOT, STACK, LocalSettings
from infra.package import sources
from store.names import TableNames
from store.tables import connect

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

ARTIFACTS: Final = "curbside-artifacts"
FUNCTION: Final = "AWS::Serverless::Function"
LAYER: Final = "AWS::Serverless::LayerVersion"
Client = Callable[[str], Any]


class Tagged(yaml.SafeLoader):
    """Reads CloudFormation's short forms such as `!Ref`."""


def _construct(loader: Tagged, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any = None
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    elif isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


Tagged.add_multi_constructor("!", _construct)


def read_template(path: Path = ROOT / "template.yaml") -> dict[str, Any]:
    """The template, with short forms written out."""
    template: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=Tagged)  # noqa: S506 - a SafeLoader
    return template


def client_for(settings: LocalSettings) -> Client:
    """Makes boto3 clients that talk to the emulator."""
    session: Any = boto3.Session(
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
        region_name=REGION,
    )
    return lambda service: session.client(service, endpoint_url=settings.endpoint)


def deploy(client: Client, routing_candidate: str = "") -> dict[str, str]:
    """Create the stack and wait for it; returns its outputs. Raises `ConfigurationError` with the first failure."""
    s3: S3Client = client("s3")
    s3.create_bucket(Bucket=ARTIFACTS)
    template = package(read_template(), s3)
    formation = client("cloudformation")
    formation.create_stack(
        StackName=STACK,
        TemplateBody=json.dumps(template),
        Parameters=[{"ParameterKey": "RoutingCandidate", "ParameterValue": routing_candidate}],
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        Tags=[{"Key": "ms-custom-id", "Value": API_ID}],  # the emulator's way to give an API the same id every time
    )
    try:
        formation.get_waiter("stack_create_complete").wait(
            StackName=STACK, WaiterConfig={"Delay": 1, "MaxAttempts": 60}
        )
    except Exception as error:
        raise ConfigurationError(f"the stack was not created: {_first_failure(formation)}") from error
    complete_api(template, client("apigateway"))
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


@contextmanager
def ingestion_paused(client: Client) -> Iterator[None]:
    """Let messages about documents wait: an ingestion that sees half an upload would drop the other half."""
    functions = client("lambda")
    mappings = [mapping["UUID"] for mapping in functions.list_event_source_mappings()["EventSourceMappings"]]
    for mapping in mappings:
        functions.update_event_source_mapping(UUID=mapping, Enabled=False)
    yield
    for mapping in mappings:
        functions.update_event_source_mapping(UUID=mapping, Enabled=True)


def connect_to(outputs: dict[str, str]) -> None:
    """Point the store of this process at the tables of the stack."""
    names = {name.lower(): table for name, table in tables_of(outputs).items()}
    connect(TableNames.model_validate(names), REGION)


def package(template: dict[str, Any], s3: "S3Client") -> dict[str, Any]:
    """Upload every function and layer, and put the uploads' addresses into the template."""
    template["Globals"]["Function"].pop("CodeUri")
    for name, resource in template["Resources"].items():
        if resource["Type"] == FUNCTION:
            resource["Properties"]["CodeUri"] = _upload(s3, f"{name}.zip", zip_function(name))
        elif resource["Type"] == LAYER:
            resource["Properties"]["ContentUri"] = _upload(
                s3, f"{name}.zip", zip_files({"python/README": name.encode()})
            )
        resource.pop("Metadata", None)
    return template


def zip_function(name: str) -> bytes:
    """Our own files of a function."""
    files, _ = sources(name)
    return zip_files({str(file.relative_to(ROOT)): file.read_bytes() for file in sorted(files)})


def zip_files(files: dict[str, bytes]) -> bytes:
    """A zip archive in memory."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _upload(s3: "S3Client", key: str, body: bytes) -> dict[str, str]:
    s3.put_object(Bucket=ARTIFACTS, Key=key, Body=body)
    return {"Bucket": ARTIFACTS, "Key": key}


def _first_failure(formation: Any) -> str:
    try:
        events = formation.describe_stack_events(StackName=STACK)["StackEvents"]
    except ClientError as error:
        return str(error)
    failed = [event for event in events if event["ResourceStatus"].endswith("FAILED")]
    return (
        f"{failed[-1]['LogicalResourceId']}: {failed[-1].get('ResourceStatusReason')}" if failed else "no reason given"
    )
