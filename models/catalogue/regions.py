"""Which Regions belong together: where a request may be worked on, by where it came from."""

from typing import Final, Literal

Scope = Literal["region", "eu", "us", "global"]
"""Where Bedrock may work on a request: in the Region that was called, in one of the EU or of the US, or anywhere.

There are profiles for other parts of the world (`apac.`, `jp.`, `au.`). No cell of ours is there, so none is listed.
"""
REGIONS: Final[dict[Scope, frozenset[str]]] = {
    "eu": frozenset(("eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3")),
    "us": frozenset(("us-east-1", "us-east-2", "us-west-1", "us-west-2")),
}
"""Regions whose requests stay among themselves when they call the profile of that scope.

London (eu-west-2) and Zurich (eu-central-2) are not in the EU: `eu.` profiles may be called from there, and the request
then leaves the country. AWS keeps what comes from a Region of the EU within the EU
(https://docs.aws.amazon.com/bedrock/latest/userguide/geographic-cross-region-inference.html, and the tables of Regions
on the cards of Nova Micro and Nova 2 Lite; read 2026-12-01). `us.` profiles may be called from Canada, and what comes
from there may be worked on in either country.
"""


def home(region: str) -> Scope:
    """Return the widest scope that keeps a request at home: "eu", "us", or "region" for a Region of neither."""
    return next((scope for scope, members in REGIONS.items() if region in members), "region")


def may_leave_home(scope: Scope, region: str) -> bool:
    """Whether a request from this Region may be worked on outside its home when it calls an offer of this scope."""
    return scope not in ("region", home(region))
