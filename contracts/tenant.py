"""A carmaker or dealer whose customers are answered."""

from collections.abc import Mapping

from contracts.base import Tolerant
from contracts.desk_rules import DeskRules
from contracts.models import ModelPolicy

OTHERS = "others"
"""In the place of a queue: what goes for every queue that has no contact of its own."""


class Contact(Tolerant):
    """How customers reach people today, outside of the conversation."""

    phone: str
    """As customers should read it."""
    hours: Mapping[str, str] = {}
    """When somebody answers, in words, by language (ISO 639-1): "Monday to Friday from 7:30 to 18:00"."""


class Tenant(Tolerant):
    """What is known of a tenant."""

    contacts: Mapping[str, Contact] = {}
    """By queue, such as `roadside`; under `others` for the rest."""
    models: ModelPolicy = ModelPolicy()
    desk: DeskRules = DeskRules()
