"""What the judge of answers learns from."""
