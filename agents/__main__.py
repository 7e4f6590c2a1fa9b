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

from pydantic import BaseModel, TypeAdapter, ValidationError

from agents import intent, knowledge, personalization, response, routing, sentiment
from agents.agent import Agent
from contracts.customer import Customer
from contracts.errors import CurbsideError
from contracts.findings import Finding, IntentFinding, SentimentFinding
from contracts.policy import DEFAULT_LANGUAGE, SERVED_LANGUAGES
from contracts.session import Dialogue
from contracts.turn import AgentName, AgentTask
from encoder import pack
from encoder.choose import encoder_for
from encoder.language import detect_language
from knowledge.__main__ import build, open_index
from knowledge.library import FixedLibrary
from knowledge.vehicle_filter import filter_by_vehicle
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
    customers = TypeAdapter(list[Customer]).validate_json(CUSTOMERS.read_bytes())
    return next((customer for customer in customers if customer.customer_id == customer_id), None)


def demo_recalls(facts: VehicleFacts) -> Iterator[Recall]:
    """Every recall of `vehicles/recalls_template.csv`: the agent picks those that are about the vehicle."""
    return read_recalls([RECALLS]).recalls()


def demo_plan(tenant: str, make: str) -> ServicePlan | None:
    """The plan of `vehicles/plan_demo.yaml`, if it is the make's."""
    plan = read_plan(PLAN)
    return plan if make_key(plan.brand) == make else None


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
            return personalization.load(demo_customer, demo_recalls, demo_plan)
        case AgentName.ROUTING:
            return routing.load()
        case AgentName.RESPONSE:
            return response.load()


def find(name: AgentName, line: Line) -> Finding:
    """The finding of one agent, after those it needs."""
    language = line.language or detect_language(line.text).language
    customer = demo_customer(line.customer) if line.customer else None
    task = AgentTask(
        text=line.text,
        language=language if language in SERVED_LANGUAGES else DEFAULT_LANGUAGE,
        customer_id=line.customer,
        country=customer.country if customer else None,
        dialogue=dialogue_after(line.said_before()),
    )
    if name in ANALYSTS:
        return agent_named(name)(task)
    task = task.model_copy(update={"vector": pack(encoder_for("local", ""), line.text)})
    for other in ANALYSTS:
        task = task_with(task, other)
    task = task.changed(findings=filter_by_vehicle(task.findings, task.language))
    if name is AgentName.RESPONSE:
        task = task_with(task, AgentName.ROUTING)
    return agent_named(name)(task)


def task_with(task: AgentTask, name: AgentName) -> AgentTask:
    """The task, with the finding of this agent too."""
    return task.changed(findings=task.findings.changed(**{name.value: agent_named(name)(task)}))


def dialogue_after(texts: list[str]) -> Dialogue:
    """What a conversation remembers once the customer has said all this."""
    dialogue = Dialogue()
    for text in texts:
        wanted = agent_named(AgentName.INTENT)(AgentTask(text=text, dialogue=dialogue))
        mood = agent_named(AgentName.SENTIMENT)(AgentTask(text=text))
        if isinstance(wanted, IntentFinding) and isinstance(mood, SentimentFinding):
            dialogue = dialogue.model_copy(
                update={
                    "last_intent": dialogue.last_intent if wanted.handled_by == "phrase" else wanted.intent,
                    "mood": dialogue.mood_with(mood.score),
                    "angry_turns": dialogue.angry_turns_with(mood.score),
                    "turns": dialogue.turns + 1,
                }
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
    parser = argparse.ArgumentParser(
        prog="python -m agents", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("agent", choices=[name.value for name in AgentName])
    parser.add_argument("text", nargs="?")
    parser.add_argument("--jsonl", action="store_true", help="read JSON lines, write JSON lines")
    parser.add_argument("--language", help="ISO 639-1 code; else it is detected")
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
