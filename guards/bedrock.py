"""Amazon Bedrock Guardrails as a second line behind the local one: `ApplyGuardrail` on what a customer wrote.

Off where no guardrail is named, and where the region has no STANDARD tier: CLASSIC reads English, French and Spanish
only, STANDARD also German and Italian (AWS, "Languages supported by Amazon Bedrock Guardrails", read 2026-12-01).
STANDARD spreads its work over regions of one geography; `guardrail_regions.json` says which, and a region of the EU
leads to none outside of it.
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

from aws.errors import translated
from contracts.base import Strict
from contracts.findings.attack import AttackFinding, AttackKind, AttackLevel
from guards.policy import GUARDRAIL_SECONDS
from observe.log import log

REGIONS_FILE: Final = Path(__file__).with_name("guardrail_regions.json")
_ATTACK: Final = "PROMPT_ATTACK"


class GuardrailRegion(Strict):
    """Where a guardrail of the STANDARD tier that lives in a region may be worked out."""

    profile: str
    routes_to: tuple[str, ...]


class GuardrailRegions(Strict):
    """`guardrail_regions.json`: the regions of our cells that offer the STANDARD tier."""

    source: str
    regions: dict[str, GuardrailRegion]


@cache
def regions() -> dict[str, GuardrailRegion]:
    """Read the regions that offer the STANDARD tier."""
    return GuardrailRegions.model_validate_json(REGIONS_FILE.read_bytes()).regions


def guardrail_for(named: str, region: str) -> "BedrockGuardrail | None":
    """Return the guardrail `ID:VERSION` in a region; None where none is named, or the region lacks the tier."""
    if not named:
        return None
    if region not in regions():
        log("warning", "guardrail not asked", {"reason": f"{region} has no STANDARD tier"})
        return None
    import boto3  # functions without a guardrail do without it
    from botocore.config import Config

    limits = Config(
        connect_timeout=GUARDRAIL_SECONDS, read_timeout=GUARDRAIL_SECONDS, retries={"total_max_attempts": 1}
    )
    return BedrockGuardrail(boto3.client("bedrock-runtime", region_name=region, config=limits), named)


class BedrockGuardrail:
    """Judges a message as `guards.lines.AttackJudge` does. `client` is boto3's for `bedrock-runtime`."""

    def __init__(self, client: Any, named: str) -> None:
        self._client = client
        self._id, _, self._version = named.partition(":")

    def __call__(self, text: str, /) -> AttackFinding:
        """Return what the guardrail finds. Raises `Unavailable` with the code of AWS when it does not answer."""
        with translated("bedrock guardrail"):
            answer = self._client.apply_guardrail(
                guardrailIdentifier=self._id,
                guardrailVersion=self._version,
                source="INPUT",
                content=[{"text": {"text": text}}],
            )
        return _finding(answer)


def _finding(answer: dict[str, Any]) -> AttackFinding:
    """What was blocked as a prompt attack is one; what is only detected, or blocked as anything else, is unsure.

    Its policies do not tell injection, jailbreak and questions for the prompt apart.
    """
    assessed = answer.get("assessments", [])
    filters = [one for each in assessed for one in each.get("contentPolicy", {}).get("filters", [])]
    found = [one for one in filters if one.get("action") == "BLOCKED" or one.get("detected")]
    attacks = [one for one in found if one.get("type") == _ATTACK]
    intervened = answer.get("action") != "NONE"
    level: AttackLevel = "unsure" if intervened or found else "harmless"
    if any(one.get("action") == "BLOCKED" for one in attacks):
        level = "attack"
    kinds: list[AttackKind] = ["unclear"] if attacks or (intervened and not found) else []
    if len(found) > len(attacks):
        kinds.append("abuse")
    return AttackFinding(level=level, kinds=tuple(kinds), model="bedrock/guardrail", path="bedrock")
