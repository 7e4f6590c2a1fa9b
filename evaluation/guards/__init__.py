"""How well the guards judge: attacks in messages, orders in documents, leaks in replies."""
