"""A day at the desk, simulated: the desk's own code, a clock of its own, no I/O."""
