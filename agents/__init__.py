"""What each agent decides. One folder an agent; `load(...)` in it gives a function from a task to a finding.

Agents do not import each other. Try one with `python -m agents intent "my brakes feel soft"`.
"""
