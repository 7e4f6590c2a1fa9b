"""Numbers of the intent agent."""

from typing import Final

WORDLESS_CONFIDENCE: Final = 0.3
"""Most confidence in what emojis or numbers alone may mean; below `MIN_INTENT_CONFIDENCE`, so that the reply asks."""
ALTERNATIVE_INTENTS: Final = 3
"""Runners-up that an intent finding names."""
MIN_CLAUSE_CONFIDENCE: Final = 0.5
"""Probability from which one clause of a message counts as a request of its own; for a danger `MIN_INTENT_CONFIDENCE`
is enough."""
MIN_CLAUSE_WORDS: Final = 3
"""Words that both sides of an "and" need to be looked at as clauses."""
READ_CLAUSES: Final = 6
"""Most clauses of one message that are looked at."""
SLOTS_OF_A_KIND: Final = 40
"""Slots of one type that are looked at in a message; no customer names more."""
MIN_BOOKING_NUMBER_CHARS: Final = 4
"""Letters and digits that a booking number has at least."""
MIN_UNNAMED_BOOKING_NUMBER_CHARS: Final = 5
"""The same where only "booking", and no word for a number, stands before it."""
MAX_BOOKING_NUMBER_CHARS: Final = 20
"""Letters and digits that a booking number has at most."""
MODEL_TOKENS: Final = 300
"""Most tokens of a model's word on a message: a question, an intent and a few slots take some 120."""
MODEL_QUESTION_CHARS: Final = 300
"""Longest question that a model may make of a message, characters: about twice the longest that people ask in one
sentence."""
MODEL_CERTAIN: Final = 0.8
"""Confidence of an intent of which a model says that no other fits. Models give no probabilities that hold, so its word
is worth as much as the least certain intent of the fast path."""
MODEL_LIKELY: Final = 0.5
"""The same where it is not certain: likelier than all others together."""
