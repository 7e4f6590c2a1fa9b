"""How much models may do: the modes that are compared."""

from collections.abc import Mapping
from typing import Final

from contracts.models import NO_MODELS, ModelPolicy

MODES: Final[Mapping[str, ModelPolicy]] = {
    "off": NO_MODELS,
    "when_unsure": ModelPolicy(response="when_unsure"),
    "default": ModelPolicy(),
    "always": ModelPolicy(intent="always", sentiment="always"),
}
"""`default` understands when unsure and always writes."""
