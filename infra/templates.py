"""The templates as data: short forms written out, nested stacks followed, and what SAM makes of its own types."""

import logging
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import boto3
import yaml

from infra.package import ROOT

FUNCTION: Final = "AWS::Serverless::Function"
LAYER: Final = "AWS::Serverless::LayerVersion"
STACK: Final = "AWS::CloudFormation::Stack"
SAM: Final = "AWS::Serverless-2016-10-31"
ROOT_TEMPLATE: Final = ROOT / "template.yaml"
STACKS: Final = ROOT / "infra" / "stacks"
ANY_REGION: Final = "us-east-1"
"""SAM wants one, to tell the partition by."""
Template = dict[str, Any]


class _Tagged(yaml.SafeLoader):
    """Reads CloudFormation's short forms such as `!Ref`."""


def _construct(loader: _Tagged, suffix: str, node: yaml.Node) -> dict[str, Any]:
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


_Tagged.add_multi_constructor("!", _construct)


def read_template(path: Path = ROOT_TEMPLATE) -> Template:
    """Return a template with its short forms written out."""
    template: Template = yaml.load(path.read_text(encoding="utf-8"), Loader=_Tagged)  # noqa: S506 - a SafeLoader
    return template


def nested(template: Template, path: Path) -> dict[str, Path]:
    """Return the files of the stacks that the template at `path` consists of, by their logical ids."""
    return {
        name: path.parent / resource["Properties"]["TemplateURL"]
        for name, resource in template["Resources"].items()
        if resource["Type"] == STACK
    }


def expanded(template: Template, parameters: dict[str, str] | None = None) -> Template:
    """Return the template as CloudFormation gets it: what is SAM's is replaced by what SAM makes of it."""
    if template.get("Transform") != SAM:
        return template
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator

    logging.getLogger("samtranslator").setLevel(logging.ERROR)
    translator = Translator({}, Parser(), boto_session=boto3.Session(region_name=ANY_REGION))
    made: Template = translator.translate(deepcopy(template), parameters or {})
    return made
