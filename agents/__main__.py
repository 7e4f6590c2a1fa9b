"""Try an agent from the command line.

    python -m agents intent "my brakes feel soft"
    python -m agents sentiment --jsonl < sentences.jsonl

With `--jsonl` each input line is an object with `text` and optionally `language`, `conversation` (any) and `customer`
(an id of the demo customers); each output line is a finding, in the same order. Routing and response judge the
findings of the other agents, so those are made first, as in a turn. The knowledge agent searches the demo documents;
their index is built on first use.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, TypeAdapter, ValidationError

from agents import intent, knowledge, personalization, response, routing, sentiment
from agents.agent import Agent
from contracts.customer import Customer
from contracts.errors import CurbsideError
from contracts.findings import Finding
from contracts.turn import AgentName, AgentTask
from encoder import pack
from encoder.choose import encoder_for
from knowledge.__main__ import build, open_index
from knowledge.library import FixedLibrary

ROOT: Final = Path(__file__).parent.parent
DOCUMENTS: Final = ROOT / "infra" / "demo" / "knowledge"
CUSTOMERS: Final = ROOT / "infra" / "demo" / "customers.json"
INDEX_FOLDER: Final = ROOT / ".curbside" / "index"
ANALYSTS: Final = (AgentName.INTENT, AgentName.SENTIMENT, AgentName.KNOWLEDGE, AgentName.PERSONALIZATION)


class Line(BaseModel):
    """One line of input."""

    text: str
    language: str = "en"
    conversation: Any = None
    customer: str | None = None


def demo_customer(customer_id: str) -> Customer | None:
    """A customer of `infra/demo/customers.json`."""
    customers = TypeAdapter(list[Customer]).validate_json(CUSTOMERS.read_bytes())
    return next((customer for customer in customers if customer.customer_id == customer_id), None)


@cache
def agent_named(name: AgentName) -> Agent:
    """One agent, loaded on first use."""
    encoder = encoder_for("local", "")
    match name:
        case AgentName.INTENT:
            return intent.load(encoder)
        case AgentName.SENTIMENT:
            return sentiment.load(encoder)
        case AgentName.KNOWLEDGE:
            return knowledge.load(encoder, FixedLibrary(open_index(build(DOCUMENTS, INDEX_FOLDER))))
        case AgentName.PERSONALIZATION:
            return personalization.load(demo_customer)
        case AgentName.ROUTING:
            return routing.load()
        case AgentName.RESPONSE:
            return response.load()


def find(name: AgentName, line: Line) -> Finding:
    """The finding of one agent, after those it needs."""
    task = AgentTask(text=line.text, language=line.language, customer_id=line.customer)
    if name in ANALYSTS:
        return agent_named(name)(task)
    task = task.model_copy(update={"vector": pack(encoder_for("local", ""), line.text)})
    needed = (*ANALYSTS, AgentName.ROUTING) if name is AgentName.RESPONSE else ANALYSTS
    for other in needed:
        found = task.findings.model_copy(update={other.value: agent_named(other)(task)})
        task = task.model_copy(update={"findings": found})
    return agent_named(name)(task)


def read_lines(options: argparse.Namespace) -> Iterator[Line]:
    """What to run: the given text, or each line of standard input. Raises pydantic's `ValidationError`."""
    if options.jsonl:
        yield from (Line.model_validate_json(raw) for raw in sys.stdin.buffer if raw.strip())
    else:
        yield Line(text=options.text, language=options.language, customer=options.customer)


def main() -> int:
    """Run one agent; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m agents", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("agent", choices=[name.value for name in AgentName])
    parser.add_argument("text", nargs="?")
    parser.add_argument("--jsonl", action="store_true", help="read JSON lines, write JSON lines")
    parser.add_argument("--language", default="en")
    parser.add_argument("--customer", help="id of a demo customer, such as cust-alex")
    options = parser.parse_intermixed_args()
    if options.jsonl == (options.text is not None):
        parser.error("give either a text or --jsonl")
    try:
        for line in read_lines(options):
            finding = find(AgentName(options.agent), line).model_dump(mode="json")
            print(json.dumps(finding, ensure_ascii=False, indent=None if options.jsonl else 2), flush=options.jsonl)
    except ValidationError as error:
        print(f"error: input is not as expected: {error}", file=sys.stderr)
        return 2
    except CurbsideError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
