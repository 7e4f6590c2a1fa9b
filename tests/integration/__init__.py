"""Tests on the running stack: the emulator, deployed from template.yaml and the stacks it consists of."""
