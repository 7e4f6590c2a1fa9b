"""Say how a tenant's customers reach people: `python -m infra.tenant FILE --table GATEWAY_TABLE --tenant harbour`.

FILE is JSON, by queue, with hours by language; `others` stands for every queue that has no contact of its own:

    {"contacts": {"others": {"phone": "020 7946 0000", "hours": {"en": "Monday to Friday from 9:00 to 17:00"}}}}

Conversations that begin from then on name it where the chat cannot help. Below `desk` stand hours of sites and rules of
queues (`contracts/desk_rules.py`, and an example in `infra/demo/tenant.json`).
"""

import argparse
from pathlib import Path

from pydantic import ValidationError

from contracts.base import AS_WRITTEN
from contracts.command_line import exit_code, parser_of
from contracts.errors import InvalidInput
from contracts.tenant import Tenant
from knowledge.tenants import checked_tenant
from store.names import TableNames
from store.tables import connect
from store.tenants import save_tenant


def main() -> int:
    """Read and store one tenant; returns the exit code."""
    parser = parser_of("infra.tenant", __doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--table", required=True, help="the stack's output GatewayTable")
    parser.add_argument("--tenant", required=True, help="such as harbour")
    parser.add_argument("--region", default="us-east-1")
    return exit_code(lambda: save(parser.parse_args()))


def save(options: argparse.Namespace) -> None:
    """Raises `InvalidInput` for a file or a name that no tenant has, and `Unavailable`."""
    name, tenant = checked_tenant(options.tenant), read_tenant(options.file)
    connect(TableNames(gateway=options.table), options.region)
    save_tenant(name, tenant)


def read_tenant(file: Path) -> Tenant:
    """Read what somebody wrote of a tenant. Raises `InvalidInput` naming the field that is wrong."""
    try:
        return Tenant.model_validate_json(file.read_bytes(), extra="forbid", context=AS_WRITTEN)
    except OSError as error:
        raise InvalidInput("file", f"{file}: {error.strerror}") from error
    except ValidationError as error:
        problem = error.errors()[0]
        where = ".".join(map(str, problem["loc"])) or "file"
        raise InvalidInput(where, f"{file}: {where}: {problem['msg']}") from error


if __name__ == "__main__":
    raise SystemExit(main())
