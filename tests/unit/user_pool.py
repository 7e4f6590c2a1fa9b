"""A user pool in moto, as `infra/stacks/staff.yaml` defines it.

moto checks no codes of authenticator apps, does not mind `ExplicitAuthFlows` and validities, breaks at refresh tokens
that it did not make, and raises `UserNotFoundException` also where `PreventUserExistenceErrors` is set.
"""

import gzip
from importlib.resources import files
from typing import Final, NamedTuple

from contracts.staff import Skills, StaffMember
from infra.user_pool import UserPool
from tests.unit.aws import REGION, client
from tests.unit.deployed import resource

PASSWORD: Final = "a password of Anna's"
ANNA: Final = StaffMember(
    staff_id="anna",
    name="Anna Keller",
    tenant="harbour",
    region=REGION,
    role="agent",
    skills=Skills(languages={"de": 5}),
)


class Pool(NamedTuple):
    """Where it is."""

    pool_id: str
    client_id: str

    @property
    def issuer(self) -> str:
        """What its tokens name as their issuer."""
        return f"https://cognito-idp.{REGION}.amazonaws.com/{self.pool_id}"

    @property
    def users(self) -> UserPool:
        """The pool as operators change it."""
        return UserPool(client("cognito-idp"), self.pool_id)


def create_pool() -> Pool:
    """Create the pool of the template, its client and its groups."""
    cognito, wanted = client("cognito-idp"), resource("StaffPool")["Properties"]
    names = ("AdminCreateUserConfig", "UsernameConfiguration", "Policies", "Schema", "MfaConfiguration")
    pool_id = cognito.create_user_pool(PoolName="unit-staff", **{name: wanted[name] for name in names})["UserPool"][
        "Id"
    ]
    through = resource("StaffClient")["Properties"] | {"UserPoolId": pool_id}
    client_id = cognito.create_user_pool_client(**through)["UserPoolClient"]["ClientId"]
    for group in ("StaffAgents", "StaffSupervisors", "StaffAdmins"):
        cognito.create_group(GroupName=resource(group)["Properties"]["GroupName"], UserPoolId=pool_id)
    return Pool(pool_id, client_id)


def public_keys() -> bytes:
    """What moto signs with, as the pool publishes it."""
    return gzip.decompress(files("moto.cognitoidp").joinpath("resources", "jwks-public.json.gz").read_bytes())
