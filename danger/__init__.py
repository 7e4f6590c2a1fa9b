"""Is somebody's life at stake? Judged from words before any agent is asked, settled once the agents have answered.

Routing and response read what was settled; only who judges words loads a model (`danger.words`).
"""
