"""What each agent finds about a turn: one file an agent, and `of_turn.py` for all of them together."""
