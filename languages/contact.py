"""How customers reach people, in words."""

from contracts.tenant import OTHERS
from contracts.turn import AgentTask
from languages.phrases import Phrases, phrases_in


def contact_lines(task: AgentTask, queue: str | None, phrases: Phrases) -> list[str]:
    """Return a sentence with the phone of those who own a request, and when they answer it; none if none is known."""
    contact = task.contacts.get(queue or OTHERS) or task.contacts.get(OTHERS)
    if contact is None:
        return []
    hours = contact.hours.get(phrases_in(task.language)[0])
    if hours is None:
        return [phrases.texts["contact_phone"].format(phone=contact.phone)]
    return [phrases.texts["contact"].format(phone=contact.phone, hours=hours)]
