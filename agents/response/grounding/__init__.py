"""Checking what a model writes, sentence by sentence, before a customer sees it. No model, no network.

sentences.py    a stream of text cut into sentences
evidence.py     what a reply may be made of
check.py        a sentence against the evidence: kept, flagged or dropped; its docstring holds the table of rules
promises.py     what may be promised only in the words of the evidence

What is compared: quantities.py (numbers and units), calendar.py (days and times), addresses.py (phones, web and mail),
names.py, stance.py (what must, may and must not be done), overlap.py (shared words), markers.py (sources).
"""
