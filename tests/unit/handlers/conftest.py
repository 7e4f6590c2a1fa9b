"""Handler modules, imported as Lambda imports them: fresh, after the environment is set."""

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from knowledge.tenants import PUBLISHED, pointer_of
from tests.unit.aws import REGION, TABLES, TENANT, client, physical

BUCKET = "unit-knowledge"
WATCH = "unit-watch"
Load = Callable[[str], ModuleType]


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_REGION", REGION)
    for logical in TABLES:
        monkeypatch.setenv(f"{logical.upper()}_TABLE", physical(logical))
    monkeypatch.setenv("KNOWLEDGE_BUCKET", BUCKET)
    monkeypatch.setenv("DISPATCH", "in_process")
    monkeypatch.setenv("ENCODER", "local")
    for name in ("STAFF_POOL", "STAFF_CLIENT", "STAFF_ISSUER", "JWKS_URL"):
        monkeypatch.setenv(name, "given")
    monkeypatch.setenv("WATCH_QUEUE", f"https://sqs.{REGION}.amazonaws.com/123456789012/{WATCH}")


@pytest.fixture
def load(environment: None) -> Iterator[Load]:
    """Import a handler module anew, with the parts it is made of; all are forgotten afterwards."""
    loaded: list[ModuleType] = []

    def load(name: str) -> ModuleType:
        for part in (
            f"handlers.{name}",
            *(f"handlers.wiring.{each}" for each in ("cockpits", "documents", "library", "live", "supervisor")),
        ):
            sys.modules.pop(part, None)
        loaded.append(importlib.import_module(f"handlers.{name}"))
        return loaded[-1]

    yield load
    for module in loaded:
        sys.modules.pop(module.__name__, None)
        if hasattr(module, "_runner"):
            module._runner.close()


@pytest.fixture
def watch_queue(aws: None) -> None:
    """The queue by which turns are looked after."""
    client("sqs").create_queue(QueueName=WATCH)


@pytest.fixture
def knowledge_base(aws: None, archive: Path) -> None:
    """The small index, published."""
    client("s3").create_bucket(Bucket=BUCKET)
    client("s3").put_object(Bucket=BUCKET, Key=f"index/{TENANT}/{archive.name}", Body=archive.read_bytes())
    client("s3").put_object(Bucket=BUCKET, Key=pointer_of(TENANT), Body=archive.stem.encode())
    client("s3").put_object(Bucket=BUCKET, Key=PUBLISHED, Body=b"")
