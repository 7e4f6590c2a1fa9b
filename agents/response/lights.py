"""A warning light whose colour or state decides: the question back, and what each of its meanings says."""

from contracts.findings.lights import Light
from languages.phrases import Phrases
from vehicles.lights_meant import offered_lights
from vehicles.warning_lights import OTHER, choices, undecided


def question(light: Light, language: str, phrases: Phrases) -> tuple[str, tuple[str, ...]]:
    """The question which light it is, which colour it has, or whether it flashes, and the answers to choose from."""
    if light.symbol == OTHER:
        return phrases.texts["light_symbol_question"], offered_lights(language)
    asked = undecided(light) or "colour"
    values = choices(light, asked)
    return phrases.texts[f"light_{asked}_question"], tuple(phrases.texts[f"light_is_{value}"] for value in values)


def if_it_is(value: str, quote: str, phrases: Phrases) -> str:
    """What a passage says for one colour or state of a light that is not known."""
    return f"{phrases.texts[f'light_if_{value}']} {quote}"
