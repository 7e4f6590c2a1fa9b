"""The desk: who is asked to take which conversation, when, and what its customer is told of the wait. Pure."""
