"""Try an agent from the command line.

    python -m agents intent "my brakes feel soft"
    python -m agents sentiment --jsonl < sentences.jsonl

With `--jsonl` each input line is an object with `text` and optionally `language` (else it is detected), `conversation`
(what was said before, as texts of the customer or as objects with `author` and `text`) and `customer`
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

from pydantic import BaseModel, ValidationError

from agents import intent, knowledge, personalization, response, routing, sentiment
from agents.agent import Agent
from contracts.command_line import exit_code, parser_of
from contracts.customer import Customer, customers_in
from contracts.findings.finding import Finding
from contracts.findings.intent import IntentFinding
from contracts.findings.sentiment import SentimentFinding
from contracts.session import Dialogue
from contracts.turn import AgentName, AgentTask
from encoder import Encoder, pack
from encoder.command_line import add_encoder_options, encoder_of
from knowledge.__main__ import build, open_index
from knowledge.index import Index
from knowledge.library import FixedLibrary
from knowledge.vehicle_filter import filter_by_vehicle
from languages.detect import detect_language
from languages.policy import DEFAULT_LANGUAGE
from languages.served import SERVED_LANGUAGES
from vehicles.importing import read_recalls
from vehicles.names import make_key
from vehicles.plan_file import read_plan
from vehicles.recalls import Recall, VehicleFacts
from vehicles.service_plan import ServicePlan

ROOT: Final = Path(__file__).parent.parent
DOCUMENTS: Final = ROOT / "infra" / "demo" / "knowledge"
CUSTOMERS: Final = ROOT / "infra" / "demo" / "customers.json"
RECALLS: Final = ROOT / "vehicles" / "recalls_template.csv"
PLAN: Final = ROOT / "vehicles" / "plan_demo.yaml"
INDEX_FOLDER: Final = ROOT / ".curbside" / "index"
CUSTOMER: Final = {"customer", "user"}
ANALYSTS: Final = (AgentName.INTENT, AgentName.SENTIMENT, AgentName.KNOWLEDGE, AgentName.PERSONALIZATION)


class Line(BaseModel):
    """One line of input."""

    text: str
    language: str | None = None
    conversation: Any = None
    customer: str | None = None

    def said_before(self) -> list[str]:
        """What the customer said before, as far as `conversation` tells."""
        before = self.conversation if isinstance(self.conversation, list) else []
        turns = [{"text": turn} if isinstance(turn, str) else turn for turn in before]
        return [
            str(turn["text"])
            for turn in turns
            if isinstance(turn, dict) and turn.get("text") and turn.get("author", turn.get("role", "user")) in CUSTOMER
        ]


def demo_customer(customer_id: str) -> Customer | None:
    """A customer of `infra/demo/customers.json`."""
    customers = customers_in(CUSTOMERS.read_bytes())
    return next((customer for customer in customers if customer.customer_id == customer_id), None)


def demo_recalls(facts: VehicleFacts) -> Iterator[Recall]:
    """Every recall of `vehicles/recalls_template.csv`: the agent picks those that are about the vehicle."""
    return read_recalls([RECALLS]).recalls()


def demo_plan(tenant: str, make: str) -> ServicePlan | None:
    """The plan of `vehicles/plan_demo.yaml`, if it is the make's."""
    plan = read_plan(PLAN)
    return plan if make_key(plan.brand) == make else None


def demo_index(encoder: Encoder) -> Index:
    """The index of the demo documents, built on first use."""
    return open_index(build(DOCUMENTS, INDEX_FOLDER, encoder=encoder), encoder)


@cache
def agent_named(name: AgentName, encoder: Encoder) -> Agent:
    """One agent over the demo's documents and customers, loaded on first use."""
    match name:
        case AgentName.INTENT:
            return intent.load(encoder)
        case AgentName.SENTIMENT:
            return sentiment.load(encoder)
        case AgentName.KNOWLEDGE:
            return knowledge.load(encoder, FixedLibrary(demo_index(encoder)))
        case AgentName.PERSONALIZATION:
            return personalization.load(demo_customer, demo_recalls, demo_plan)
        case AgentName.ROUTING:
            return routing.load()
        case AgentName.RESPONSE:
            return response.load()


def find(name: AgentName, line: Line, encoder: Encoder) -> Finding:
    """The finding of one agent, after those it needs."""
    language = line.language or detect_language(line.text).language
    customer = demo_customer(line.customer) if line.customer else None
    task = AgentTask(
        text=line.text,
        language=language if language in SERVED_LANGUAGES else DEFAULT_LANGUAGE,
        customer_id=line.customer,
        country=customer.country if customer else None,
        dialogue=dialogue_after(line.said_before(), encoder),
    )
    if name in ANALYSTS:
        return agent_named(name, encoder)(task)
    task = task.changed(vector=pack(encoder, line.text))
    for other in ANALYSTS:
        task = task_with(task, other, encoder)
    task = task.changed(findings=filter_by_vehicle(task.findings))
    if name is AgentName.RESPONSE:
        task = task_with(task, AgentName.ROUTING, encoder)
    return agent_named(name, encoder)(task)


def task_with(task: AgentTask, name: AgentName, encoder: Encoder) -> AgentTask:
    """The task, with the finding of this agent too."""
    return task.changed(findings=task.findings.changed(**{name.value: agent_named(name, encoder)(task)}))


def dialogue_after(texts: list[str], encoder: Encoder) -> Dialogue:
    """What a conversation remembers once the customer has said all this."""
    dialogue = Dialogue()
    for text in texts:
        wanted = agent_named(AgentName.INTENT, encoder)(AgentTask(text=text, dialogue=dialogue))
        mood = agent_named(AgentName.SENTIMENT, encoder)(AgentTask(text=text))
        if isinstance(wanted, IntentFinding) and isinstance(mood, SentimentFinding):
            dialogue = dialogue.changed(
                last_intent=dialogue.last_intent if wanted.handled_by == "phrase" else wanted.intent,
                mood=dialogue.mood_with(mood.score),
                angry_turns=dialogue.angry_turns_with(mood.score),
                turns=dialogue.turns + 1,
            )
    return dialogue


def read_lines(options: argparse.Namespace) -> Iterator[Line]:
    """What to run: the given text, or each line of standard input. Raises pydantic's `ValidationError`."""
    if options.jsonl:
        yield from (Line.model_validate_json(raw) for raw in sys.stdin.buffer if raw.strip())
    else:
        yield Line(text=options.text, language=options.language, customer=options.customer)


def main() -> int:
    """Run one agent; returns the exit code."""
    parser = parser_of("agents", __doc__)
    parser.add_argument("agent", choices=[name.value for name in AgentName])
    parser.add_argument("text", nargs="?")
    parser.add_argument("--jsonl", action="store_true", help="read JSON lines, write JSON lines")
    parser.add_argument("--language", help="ISO 639-1 code; else it is detected")
    parser.add_argument("--customer", help="id of a demo customer, such as cust-alex")
    add_encoder_options(parser)
    options = parser.parse_intermixed_args()
    if options.jsonl == (options.text is not None):
        parser.error("give either a text or --jsonl")
    return exit_code(lambda: run(options))


def run(options: argparse.Namespace) -> int:
    """Print the finding for each line; returns 2 at one that is wrong."""
    encoder = encoder_of(options)
    try:
        for line in read_lines(options):
            finding = find(AgentName(options.agent), line, encoder).model_dump(mode="json")
            print(json.dumps(finding, ensure_ascii=False, indent=None if options.jsonl else 2), flush=options.jsonl)
    except ValidationError as error:
        print(f"error: input is not as expected: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
