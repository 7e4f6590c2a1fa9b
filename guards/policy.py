"""From where on something counts as an attack, an order in a document or a leak."""

from typing import Final

ATTACK_FROM: Final = 0.5
"""Probability, judged by words alone, from which a message is an attack: likelier one than not. One in 1,000 real
messages reaches it that were held out from training, and 99 in 100 jailbreaks whose family was (`docs/guards.md`)."""
UNSURE_FROM: Final = 0.25
"""The same from which nothing is done for a message: one real message in 200 reaches it. A person who is asked
costs little beside a refund that was talked out of a machine."""
ORDER_FROM: Final = 0.5
"""Probability from which a sentence of a document is an order to the machine; of 860 clean passages none reaches it."""
KIND_SHARE: Final = 0.25
"""Share of the probability of an attack that a kind must have to be named."""
ENCODED_CHARS: Final = 16
"""Fewest characters of base64 that are decoded: twelve letters, which no order is shorter than."""
SPACED_LETTERS: Final = 5
"""Fewest single letters in a row that are read as words: a spelled plate or abbreviation is shorter."""
LEAKED_WORDS: Final = 8
"""Words of the prompt in a row that are a leak: shorter runs are figures of speech that anybody uses."""
LEAKED_SENTENCE_WORDS: Final = 4
"""Fewest words of a whole sentence that are a leak, be it the prompt's or one that stands in it. Three words ("Do not
greet.") are anybody's; of 3,755 sentences of the demo's pages none of four stands in a prompt of ours (2026-12-01)."""
GUARDRAIL_SECONDS: Final = 0.4
"""Longest wait for Bedrock Guardrails, connecting included: beyond it a turn goes on as if it had failed. A model that
writes meanwhile seldom has its first sentence sooner."""
GUARDRAIL: Final = r"^([a-z0-9]{1,16}:([1-9][0-9]{0,4}|DRAFT))?$"
"""A guardrail's id, never its ARN, which could name another region, and its version; empty: there is none. Ids have
twelve characters; sixteen are what the description of a function's version has room for (`template.yaml`)."""
