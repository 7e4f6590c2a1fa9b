"""Building, running and demonstrating the stack. Nothing here runs in a Lambda."""
