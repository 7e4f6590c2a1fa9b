"""ApplyGuardrail and InvokeGuardrailChecks: the shapes of the service, and nothing found unless a script says so.

No model judges here. Scores are 0 and no guardrail intervenes: what a guardrail finds, a script must say.
"""

from typing import Any, Final

from infra.bedrock.asked import Asked, strings
from infra.bedrock.policy import GUARDRAIL_UNIT_CHARACTERS

_UNITS: Final = (
    "topicPolicyUnits",
    "contentPolicyUnits",
    "wordPolicyUnits",
    "sensitiveInformationPolicyUnits",
    "sensitiveInformationPolicyFreeUnits",
    "contextualGroundingPolicyUnits",
)


def apply_guardrail(asked: Asked, instead: str = "") -> dict[str, Any]:
    """Return that nothing was found; or, with the text that stands `instead`, that the guardrail intervened."""
    texts = [block["text"]["text"] for block in asked.body["content"] if "text" in block]
    return {
        "usage": dict.fromkeys(_UNITS, _units(texts)),
        "action": "GUARDRAIL_INTERVENED" if instead else "NONE",
        "outputs": [{"text": instead}] if instead else [],
        "assessments": [],
    }


def guardrail_checks(asked: Asked) -> dict[str, Any]:
    """Return a score of 0 for every category that was asked about, and no personal data."""
    checks, texts = asked.body["checks"], list(strings([one["content"] for one in asked.body["messages"]]))
    results: dict[str, Any] = {}
    for name in ("contentFilter", "promptAttack"):
        if name in checks:
            asked_about = (each["category"] for each in checks[name]["categories"])
            results[name] = {"results": [{"category": category, "severityScore": 0.0} for category in asked_about]}
    if "sensitiveInformation" in checks:
        results["sensitiveInformation"] = {"results": [], "truncated": False}
    return {"results": results, "usage": {name: {"textUnits": _units(texts)} for name in results}}


def _units(texts: list[str]) -> int:
    return -(-sum(map(len, texts)) // GUARDRAIL_UNIT_CHARACTERS)
