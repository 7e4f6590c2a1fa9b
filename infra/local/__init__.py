"""The whole stack on this machine: `make run`."""
