"""Who may call. Keys and tokens are random, shown once, and kept only as SHA-256."""
