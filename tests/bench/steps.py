"""One step of a turn in a process of its own: how long a call takes, and what the step takes of memory.

    python -m tests.bench.steps NAME TASKS INDEX

TASKS holds an `AgentTask` on each line, INDEX is an index file. Everything is imported inside the functions, so that
the memory of a step is that of its own imports.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.bench.memory import peak, resident

if TYPE_CHECKING:
    from contracts.turn import AgentTask
    from encoder import Encoder

Step = Callable[["AgentTask"], object]
ROOT: Final = Path(__file__).parents[2]


def encode(_: Path) -> Step:
    """The message to vectors, as the supervisor does it once a turn."""
    from encoder import pack

    encoder = local_encoder()
    return lambda task: pack(encoder, task.text)


def language(_: Path) -> Step:
    """Which language the message is in."""
    from languages.detect import detect_language

    return lambda task: detect_language(task.text, task.language)


def privacy(_: Path) -> Step:
    """Finding and masking personal data."""
    from privacy.detect import detect
    from privacy.mask import mask

    return lambda task: mask(task.text, detect(task.text, task.language))


def masking(_: Path) -> Step:
    """A turn as a model reads it, personal data masked: the message, and a reply before it as long as replies get."""
    from agents.policy import ANSWER_CHARS
    from agents.told import told
    from contracts.models import ModelPolicy
    from contracts.session import Dialogue

    def step(task: "AgentTask") -> object:
        found = task.findings.knowledge
        before = "\n".join(one.text for one in found.passages)[:ANSWER_CHARS] if found else ""
        return told(
            task.changed(models=ModelPolicy(mask_personal_data=True), dialogue=Dialogue(last_reply=before or None))
        )

    return step


def slots(_: Path) -> Step:
    """Dates, times, places and numbers of a message; the intent agent does this too."""
    from datetime import UTC, datetime

    from agents.intent.slots import find_slots

    today = datetime.now(UTC).date()
    return lambda task: find_slots(task.text, task.language, today)


def intent(_: Path) -> Step:
    """The intent agent."""
    from agents.intent import load

    return load(local_encoder())


def sentiment(_: Path) -> Step:
    """The sentiment agent."""
    from agents.sentiment import load

    return load(local_encoder())


def knowledge(index: Path) -> Step:
    """The knowledge agent over an index file."""
    from agents.knowledge import load
    from knowledge.index import read_index
    from knowledge.library import FixedLibrary

    encoder = local_encoder()
    return load(encoder, FixedLibrary(read_index(index, encoder.name)))


def personalization(_: Path) -> Step:
    """The personalization agent over the demo's customers, recalls and service plan, held in memory."""
    from pydantic import TypeAdapter

    from agents.personalization import load
    from contracts.customer import Customer
    from vehicles.importing import read_recalls
    from vehicles.names import make_key
    from vehicles.plan_file import read_plan

    file = ROOT / "infra" / "demo" / "customers.json"
    customers = {one.customer_id: one for one in TypeAdapter(list[Customer]).validate_json(file.read_bytes())}
    recalls = tuple(read_recalls([ROOT / "vehicles" / "recalls_template.csv"]).recalls())
    plan = read_plan(ROOT / "vehicles" / "plan_demo.yaml")
    return load(customers.get, lambda _: recalls, lambda _, make: plan if make_key(plan.brand) == make else None)


def routing(_: Path) -> Step:
    """The routing agent."""
    from agents.routing import load

    return load()


def response(_: Path) -> Step:
    """The response agent."""
    from agents.response import load

    return load()


def local_encoder() -> "Encoder":
    """The encoder that every step uses."""
    from encoder.local import LocalEncoder

    return LocalEncoder()


STEPS: Final[dict[str, Callable[[Path], Step]]] = {
    made.__name__: made
    for made in (
        encode,
        language,
        privacy,
        masking,
        slots,
        intent,
        sentiment,
        knowledge,
        personalization,
        routing,
        response,
    )
}


def main() -> None:
    """Load the step, call it with every task, print milliseconds a call and bytes."""
    name, tasks, index = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    before = resident()
    step = STEPS[name](index)
    from contracts.turn import AgentTask

    times = list[float]()
    with tasks.open("rb") as lines:
        for line in lines:
            task = AgentTask.model_validate_json(line)
            started = time.perf_counter()
            step(task)
            times.append((time.perf_counter() - started) * 1000)
    print(json.dumps({"ms": times, "memory": peak() - before}))


if __name__ == "__main__":
    main()
