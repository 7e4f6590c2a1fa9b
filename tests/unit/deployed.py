"""The stacks as CloudFormation would make them: parameters filled in, conditions decided, SAM's types expanded.

What only exists once it is deployed has the name of its place instead: the table of the stack `Customers` within `Data`
is called `Data.Customers.Table`, and the attribute `Arn` of a queue `Knowledge.IngestQueue.Arn`.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Final

from infra.templates import ROOT_TEMPLATE, STACK, Template, expanded, read_template

REGION: Final = "us-east-1"
PSEUDO: Final = {"Region": REGION, "Partition": "aws", "AccountId": "123456789012", "StackName": "curbside"}
UPLOAD: Final = {"Bucket": "artifacts", "Key": "package.zip"}
_NOTHING: Final = object()
_FUNCTIONS: Final[dict[str, Callable[[Any], Any]]] = {
    "Fn::Equals": lambda values: values[0] == values[1],
    "Fn::Not": lambda values: not values[0],
    "Fn::And": all,
    "Fn::Or": any,
    "Fn::Join": lambda values: values[0].join(values[1]),
    "Fn::Split": lambda values: values[1].split(values[0]),
    "Fn::Select": lambda values: values[1][int(values[0])],
}
"""Functions of CloudFormation that only need their arguments."""
_read: Final = cache(read_template)


class Stack:
    """One stack with all that is nested in it."""

    def __init__(self, path: Path, parameters: dict[str, str], place: str = "") -> None:
        template = _packaged(deepcopy(_read(path)))
        declared = template.get("Parameters", {})
        self.values = {name: str(declared[name].get("Default", "")) for name in declared} | parameters
        self._template = expanded(template, self.values)
        self._conditions = self._template.get("Conditions", {})
        self._place = place
        self._stacks: dict[str, Stack] = {}
        self.resources: dict[str, dict[str, Any]] = {}
        for name, resource in self._template["Resources"].items():
            if resource["Type"] == STACK:
                self._nest(name, resource["Properties"], path)
            elif self._holds(resource):
                self.resources[self._placed(name)] = self.filled(resource)

    def outputs(self) -> dict[str, Any]:
        """The outputs of the stack."""
        declared = self._template.get("Outputs", {})
        return {name: self.filled(output["Value"]) for name, output in declared.items() if self._holds(output)}

    def filled(self, value: Any) -> Any:
        """A part of the template with its functions worked out; `AWS::NoValue` leaves no trace."""
        if isinstance(value, list):
            return [entry for entry in map(self.filled, value) if entry is not _NOTHING]
        if not isinstance(value, dict):
            return value
        if len(value) == 1:
            [(function, argument)] = value.items()
            if function in ("Ref", "Condition") or function.startswith("Fn::"):
                return self._worked_out(function, argument)
        entries = {key: self.filled(entry) for key, entry in value.items()}
        return {key: entry for key, entry in entries.items() if entry is not _NOTHING}

    def _nest(self, name: str, properties: dict[str, Any], path: Path) -> None:
        parameters = {key: str(value) for key, value in self.filled(properties["Parameters"]).items()}
        child = Stack(path.parent / properties["TemplateURL"], parameters, self._placed(name))
        undeclared = set(parameters) - set(child._template["Parameters"])
        assert not undeclared, f"{name} has no parameters {undeclared}"
        self._stacks[name] = child
        self.resources |= child.resources

    def _holds(self, entry: dict[str, Any]) -> bool:
        return "Condition" not in entry or self._condition(entry["Condition"])

    def _condition(self, name: str) -> bool:
        return bool(self.filled(self._conditions[name]))

    def _placed(self, name: str) -> str:
        return f"{self._place}.{name}".removeprefix(".")

    def _worked_out(self, function: str, argument: Any) -> Any:
        special: dict[str, Callable[[Any], Any]] = {
            "Ref": self._ref,
            "Condition": self._condition,
            "Fn::GetAtt": lambda place: self._attribute(*place),
            "Fn::If": lambda choice: self.filled(choice[1 if self._condition(choice[0]) else 2]),
            "Fn::Sub": self._substituted,
        }
        return special[function](argument) if function in special else _FUNCTIONS[function](self.filled(argument))

    def _ref(self, name: str) -> Any:
        if name == "AWS::NoValue":
            return _NOTHING
        if name.startswith("AWS::"):
            return PSEUDO[name.removeprefix("AWS::")]
        if name in self.values:
            return self.values[name]
        if self._template["Resources"][name]["Type"] == "AWS::Lambda::LayerVersion":
            return f"arn:aws:lambda:{REGION}:{PSEUDO['AccountId']}:layer:{self._placed(name)}:1"
        return self._placed(name)

    def _attribute(self, name: str, attribute: str) -> Any:
        if name in self._stacks:
            return self._stacks[name].outputs()[attribute.removeprefix("Outputs.")]
        assert name in self._template["Resources"], name
        return f"{self._placed(name)}.{attribute}"

    def _substituted(self, argument: Any) -> str:
        text, own = (argument, {}) if isinstance(argument, str) else argument

        def value_of(found: re.Match[str]) -> str:
            name, _, attribute = found[1].partition(".")
            if name in own:
                return str(self.filled(own[name]))
            return str(self._attribute(name, attribute) if attribute else self._ref(name))

        return re.sub(r"\$\{([\w:.]+)\}", value_of, text)


def _packaged(template: Template) -> Template:
    """The template as after an upload of its code: SAM refuses folders."""
    for resource in template["Resources"].values():
        if "ContentUri" in resource.get("Properties", {}):
            resource["Properties"]["ContentUri"] = UPLOAD
    if "Globals" in template:
        template["Globals"]["Function"]["CodeUri"] = UPLOAD
    return template


@cache
def _deployed(parameters: frozenset[tuple[str, str]]) -> Stack:
    return Stack(ROOT_TEMPLATE, dict(parameters))


def deployed(**parameters: str) -> Stack:
    """The whole deployment with these parameters, the others at their defaults; do not change it."""
    return _deployed(frozenset(parameters.items()))


def resource(name: str, **parameters: str) -> dict[str, Any]:
    """The one resource with this logical id, whichever stack it is in."""
    [place] = [place for place in deployed(**parameters).resources if place.split(".")[-1] == name]
    return deployed(**parameters).resources[place]


def table(name: str, **parameters: str) -> dict[str, Any]:
    """A table by its logical name."""
    return deployed(**parameters).resources[f"Data.{name}.Table"]


def of_type(kind: str, **parameters: str) -> dict[str, dict[str, Any]]:
    """Every resource of a type, by logical id."""
    found = deployed(**parameters).resources.items()
    return {place.split(".")[-1]: one for place, one in found if one["Type"] == kind}


def functions() -> list[str]:
    """The logical id of every function."""
    return sorted(of_type("AWS::Lambda::Function"))


def variables(function: str, **parameters: str) -> dict[str, str]:
    """The environment of a function."""
    found: dict[str, str] = resource(function, **parameters)["Properties"]["Environment"]["Variables"]
    return found


def statements(function: str, **parameters: str) -> list[dict[str, Any]]:
    """All that a function may do, from its role's own policies and from those attached to it."""
    role = resource(f"{function}Role", **parameters)["Properties"]
    own = [policy["PolicyDocument"] for policy in role.get("Policies", [])]
    attached = deployed(**parameters).resources
    own += [attached[arn]["Properties"]["PolicyDocument"] for arn in role["ManagedPolicyArns"] if arn in attached]
    return [statement for document in own for statement in document["Statement"]]


def listed(value: Any) -> list[Any]:
    """A list, also of one that stands alone."""
    return value if isinstance(value, list) else [value]
