"""What may happen to a conversation, and by whom: it is started, takes a turn, is read, ends."""
