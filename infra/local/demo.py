"""What the demo holds: site keys, made-up customers, recalls and a service plan, and documents as a knowledge base."""

import json
from pathlib import Path
from typing import Final

from pydantic import BaseModel, TypeAdapter, ValidationError

from contracts.conversation import SiteKey
from contracts.customer import customers_in
from contracts.errors import ConfigurationError
from encoder.model_files import NAME
from gateway.credentials import fingerprint, new_site_key
from infra.canned import read_canned_file
from infra.local.progress import counting
from infra.local.settings import REGION, ROOT, TENANT, LocalSettings
from infra.recalls import rows_of
from infra.service_plan import store_plan
from infra.staff import read_staff, save_member
from infra.tenant import read_tenant
from infra.user_pool import UserPool, new_password
from knowledge.__main__ import build
from knowledge.index import load_index
from knowledge.s3_shelf import S3Shelf
from store.canned import save_canned
from store.customers import save_customer
from store.recalls import save_recalls
from store.site_keys import save_site_key
from store.tenants import save_tenant
from vehicles.importing import read_recalls

DEMO: Final = ROOT / "infra" / "demo"
STAFF: Final = DEMO / "staff.json"
RECALLS: Final = ROOT / "vehicles" / "recalls_template.csv"
PLAN: Final = ROOT / "vehicles" / "plan_demo.yaml"


_PASSWORDS: Final = TypeAdapter(dict[str, str])


class DemoKeys(BaseModel):
    """The two kinds of site key, for the demo tenant."""

    publishable: str
    secret: str


def demo_keys(settings: LocalSettings) -> DemoKeys:
    """This machine's demo keys: made on the first run, the same ever after.

    Raises `ConfigurationError` if their file is broken.
    """
    path = settings.state / "site-keys.json"
    if not path.exists():
        path.write_text(DemoKeys(publishable=new_site_key(), secret=new_site_key()).model_dump_json())
        path.chmod(0o600)
    try:
        return DemoKeys.model_validate_json(path.read_bytes())
    except ValidationError:  # its text quotes the keys
        raise ConfigurationError(f"{path} cannot be read: delete it, and new keys are made") from None


def demo_passwords(settings: LocalSettings) -> dict[str, str]:
    """This machine's passwords of the demo staff, by user name: made once, and completed when somebody is new.

    Raises `ConfigurationError` if their file is broken.
    """
    path = settings.state / "staff.json"
    try:
        known = _PASSWORDS.validate_json(path.read_bytes()) if path.exists() else {}
    except ValidationError:  # its text quotes the passwords
        raise ConfigurationError(f"{path} cannot be read: delete it, and new passwords are made") from None
    missing = {member.staff_id: new_password() for member in read_staff(STAFF) if member.staff_id not in known}
    if missing:
        path.touch(mode=0o600)
        path.write_text(json.dumps(known | missing, indent=1) + "\n")
    return known | missing


def load_staff(settings: LocalSettings, pool: UserPool) -> None:
    """Create the demo staff, each with this machine's password: the pool is a new one at each start."""
    passwords = demo_passwords(settings)
    for member in read_staff(STAFF):
        save_member(pool, member)
        pool.set_password(member.staff_id, passwords[member.staff_id])


def load_people(settings: LocalSettings) -> int:
    """Store the demo customers, what is known of their vehicles, site keys and canned replies.

    Returns the number of customers.
    """
    keys = demo_keys(settings)
    save_site_key(fingerprint(keys.publishable), SiteKey(tenant=TENANT, name="demo page", kind="publishable"))
    save_site_key(fingerprint(keys.secret), SiteKey(tenant=TENANT, name="demo server", kind="secret"))
    save_tenant(TENANT, read_tenant(DEMO / "tenant.json"))
    save_canned(TENANT, read_canned_file(DEMO / "canned.json"))
    customers = customers_in((DEMO / "customers.json").read_bytes())
    for customer in customers:
        save_customer(customer)
    load_vehicles()
    return len(customers)


def load_vehicles() -> None:
    """Store the made-up recalls and the made-up service plan."""
    for _ in save_recalls(row for recall in read_recalls([RECALLS]).recalls() for row in rows_of(recall)):
        pass
    store_plan(PLAN, TENANT)


def build_knowledge(settings: LocalSettings) -> Path:
    """Index the demo documents, unless this very content was indexed before; returns the index file."""
    return build(DEMO / "knowledge", settings.state / "index", counting, tenant=TENANT)


def publish_knowledge(archive: Path, bucket: str) -> None:
    """Publish the index, and put the documents beside it: the first ingestion then finds nothing to do."""
    shelf = S3Shelf(bucket, REGION, TENANT)
    manifest = load_index(archive, NAME, TENANT).manifest
    shelf.upload(archive, manifest)
    shelf.point(manifest.version, shelf.current())
    documents = DEMO / "knowledge"
    for path in sorted(path for path in documents.rglob("*") if path.is_file()):
        shelf.add(path.relative_to(documents).as_posix(), path.read_bytes())


def page_config(settings: LocalSettings) -> bytes:
    """What the demo page needs to know."""
    return json.dumps({"api": settings.api_url, "siteKey": demo_keys(settings).publishable}).encode()
