"""The supervisor: how one turn flows through the agents, within its time, whatever fails."""
