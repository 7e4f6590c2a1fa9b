"""What goes into a model and what comes out of it, checked on the way.

    attacks.py     does a message attack the machine?             judge_attack(text)
    delimited.py   outside text as data                           delimited(text, tag)
    documents.py   orders hidden in a passage                     suspicious(text)
    leaks.py       what a reply must not say                      leaks(text, context)
    masked.py      personal data out before a model               mask_for_model(texts)
    placeholders.py  and back into what it writes                 Placeholders.put_back(pieces)
    bedrock.py     Bedrock Guardrails as a second line
    lines.py       both lines, and what holds when one fails      judged(text, lines), may(purpose, finding)

Importing this package loads nothing; the trained heads are read when they are first asked.
"""
