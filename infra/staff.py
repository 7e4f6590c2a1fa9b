"""Say who works at the desk: `python -m infra.staff save FILE --pool STAFF_POOL_ID --table GATEWAY_TABLE`.

FILE is a JSON list of people like `infra/demo/staff.json`. Each is created, or replaced and enabled. Who is new gets a
password, printed once, and is asked for one of their own at the first sign-in; whoever is replaced signs in anew.

    python -m infra.staff list --pool ... --table ...
    python -m infra.staff disable anna --pool ... --table ...
"""

import argparse
from pathlib import Path
from typing import Final

import boto3
from pydantic import TypeAdapter, ValidationError

from contracts.base import AS_WRITTEN
from contracts.command_line import exit_code, parser_of
from contracts.errors import InvalidInput
from contracts.staff import Staff, StaffMember
from infra.user_pool import UserPool
from knowledge.tenants import checked_tenant
from store.names import TableNames
from store.staff import end_sessions, every_staff, find_staff, from_now_on, save_staff
from store.tables import connect

_MEMBERS: Final = TypeAdapter(tuple[StaffMember, ...])


def main() -> int:
    """Save, list or disable; returns the exit code."""
    parser = parser_of("infra.staff", __doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, argument in (("save", "file"), ("list", None), ("disable", "staff_id")):
        command = commands.add_parser(name)
        if argument:
            command.add_argument(argument, type=Path if argument == "file" else str)
        command.add_argument("--pool", required=True, help="the stack's output StaffPoolId")
        command.add_argument("--table", required=True, help="the stack's output GatewayTable")
        command.add_argument("--region", default="us-east-1")
    options = parser.parse_args()
    return exit_code(lambda: run(options))


def run(options: argparse.Namespace) -> None:
    """Do what a command line asks for. Raises `InvalidInput` and `Unavailable`."""
    connect(TableNames(gateway=options.table), options.region)
    pool = UserPool(boto3.client("cognito-idp", region_name=options.region), options.pool)
    if options.command == "save":
        for member in read_staff(options.file):
            print(f"{member.staff_id}: {save_member(pool, member) or 'replaced'}", flush=True)
    elif options.command == "disable":
        disable(pool, options.staff_id)
    else:
        for staff in every_staff():
            print(f"{staff.staff_id}\t{pool.state(staff.staff_id)}\t{staff.tenant}\t{staff.region}\t{staff.name}")


def read_staff(file: Path) -> tuple[StaffMember, ...]:
    """Read what somebody wrote of people at the desk. Raises `InvalidInput` naming the field that is wrong."""
    try:
        members = _MEMBERS.validate_json(file.read_bytes(), extra="forbid", context=AS_WRITTEN)
    except OSError as error:
        raise InvalidInput("file", f"{file}: {error.strerror}") from error
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"])) or "file"
        raise InvalidInput(where, f"{file}: {where}: {problem['msg']}") from error
    for member in members:
        checked_tenant(member.tenant)
    return members


def save_member(pool: UserPool, member: StaffMember) -> str | None:
    """Create somebody, or replace them; returns the first password of who is new. Raises `Unavailable`.

    Tokens that were given out before open nothing any more: they may name another role.
    """
    password = pool.put(member)
    if password is None:
        pool.sign_out(member.staff_id)
    save_staff(Staff.taken_from(member, valid_from=from_now_on()))
    return password


def disable(pool: UserPool, staff_id: str) -> None:
    """Let somebody sign in no more, and sign them out everywhere. Raises `InvalidInput` and `Unavailable`."""
    if find_staff(staff_id) is None:
        raise InvalidInput("staff_id", f"there is no {staff_id}")
    pool.disable(staff_id)
    pool.sign_out(staff_id)
    end_sessions(staff_id)


if __name__ == "__main__":
    raise SystemExit(main())
