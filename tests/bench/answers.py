"""The size of a turn's answer on its way to a customer, and to those who may see what was found."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

import httpx

from agents.__main__ import DOCUMENTS
from infra.local.demo import demo_keys
from infra.local.first_turn import SECONDS, start
from infra.local.settings import LocalSettings
from tests.bench.progress import say
from tests.bench.report import table
from tests.bench.running import run_stack

QUESTIONS: Final = 20
INTRODUCTION: Final = f"""## Bytes of a turn's answer

{QUESTIONS} questions of the demo handbook (the first heading of every third page), each in a conversation of its own,
through the API; bytes of the body, not compressed. With the scope `findings` an answer is whole, as it was for all
before 29 November 2026: the same questions then took 118,889 bytes, 5,813 at the median (commit 4f8f860).
"""
_HEADING: Final = re.compile(r"^## (.+\?)$", re.MULTILINE)


def questions() -> list[str]:
    """Return the first question of every third page of the handbook, translations left out."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.rglob("*.md"))]
    found = [_HEADING.search(text) for text in texts if "\nlanguage: en\n" in text]
    return [heading[1] for heading in found if heading][::3][:QUESTIONS]


def tables() -> Iterator[str]:
    """The size of the same answers, for a customer and with all that was found."""
    with TemporaryDirectory() as folder, run_stack(Path(folder)) as (port, _):
        settings = LocalSettings(CURBSIDE_API_PORT=port, CURBSIDE_STATE=Path(folder))
        keys = demo_keys(settings)
        say("answers for a customer")
        public = sizes(settings.api_url, keys.publishable, {})
        say("answers with findings")
        full = sizes(settings.api_url, keys.secret, {"scopes": ["findings"]})
    yield INTRODUCTION
    yield table(
        ["", "median, bytes", "least", "most", "all"],
        [
            [name, f"{median(found):,.0f}", f"{min(found):,}", f"{max(found):,}", f"{sum(found):,}"]
            for name, found in (("a customer", public), ("with the scope `findings`", full))
        ],
    )
    yield f"\nA customer gets {sum(public) / sum(full):.0%} of the bytes.\n"


def sizes(api_url: str, site_key: str, wanted: Mapping[str, Any]) -> list[int]:
    """Bytes of the answer to each question."""
    found = []
    with httpx.Client(timeout=SECONDS, trust_env=False) as http:
        for number, question in enumerate(questions()):
            conversation, token = start(api_url, site_key, **wanted)
            response = http.post(
                f"{api_url}/conversations/{conversation}/turns",
                headers={"Authorization": f"Bearer {token}"},
                json={"text": question, "client_turn_id": f"t{number}"},
            )
            found.append(len(response.raise_for_status().content))
    return found
