"""Where sentences end. There is no one rule: people type otherwise than authors write.

TYPED.split("it smokes. help! now")              "it smokes.", "help!", "now"
QUOTED.split("Use 5.5 l of oil. Then wait.")     "Use 5.5 l of oil.", "Then wait."
"""

import re
from typing import Final

TYPED: Final = re.compile(r"(?<=[!?…])\s+|(?<=[^\W\d_]{2}[.;])\s+|(?<!\s)\s*\n\s*")
"""In a message: at every end of a line, and after a point also before a small letter, if a word stands before it."""
QUOTED: Final = re.compile(r"(?<=[^\d][.!?])\s+(?=[A-Z0-9À-Ý\"'(¿¡])")
"""In a document, where a statement must not be torn: only before a capital, a figure or a quotation."""
CUT: Final = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|(?<=[。！？])")
"""In a document, where a text that is too long may be cut: anywhere a sentence can end, in any script. The match begins
with the quotation marks that belong to the sentence before it."""
