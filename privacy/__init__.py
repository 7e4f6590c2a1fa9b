"""Find personal data in a message, and mask it so that it can be logged, sent to a model or exported.

    spans = detect("I'm Anna Weber, call me on 0170 1234567")
    masked = mask(text, spans)          # I'm <person-1>, call me on <phone-1>
    restore(masked.text, masked.values)  # the text as it was

What has a fixed form (cards, IBANs, phones, plates...) is found by rules with check digits, names and addresses by a
small tagger trained on made-up sentences (`python -m training privacy`). Nothing leaves the process.
"""

from privacy.detect import detect
from privacy.mask import Masked, mask, restore
from privacy.spans import PiiType, Span

__all__ = ["Masked", "PiiType", "Span", "detect", "mask", "restore"]
