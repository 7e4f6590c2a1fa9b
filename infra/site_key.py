"""Make a site key for a website: `python -m infra.site_key --table GATEWAY_TABLE --tenant harbour --name www`.

The key is printed once; the table keeps only its hash.
"""

import argparse

from contracts.command_line import exit_code, parser_of
from contracts.conversation import SiteKey
from gateway.credentials import fingerprint, new_site_key
from knowledge.tenants import checked_tenant
from store.names import TableNames
from store.site_keys import save_site_key
from store.tables import connect


def main() -> int:
    """Make, store and print one key; returns the exit code."""
    parser = parser_of("infra.site_key", __doc__)
    parser.add_argument("--table", required=True, help="the stack's output GatewayTable")
    parser.add_argument("--tenant", required=True, help="whose documents it is answered from, such as harbour")
    parser.add_argument("--name", required=True, help="which site it is for")
    parser.add_argument("--kind", choices=("publishable", "secret"), default="publishable")
    parser.add_argument("--region", default="us-east-1")
    options = parser.parse_args()
    return exit_code(lambda: make(options))


def make(options: argparse.Namespace) -> None:
    """Raises `InvalidInput` for a name that no tenant has, and `Unavailable`."""
    tenant = checked_tenant(options.tenant)
    connect(TableNames(gateway=options.table), options.region)
    key = new_site_key()
    save_site_key(fingerprint(key), SiteKey(tenant=tenant, name=options.name, kind=options.kind))
    print(key)


if __name__ == "__main__":
    raise SystemExit(main())
