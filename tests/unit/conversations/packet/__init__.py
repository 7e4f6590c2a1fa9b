"""What a person reads of a conversation first."""
