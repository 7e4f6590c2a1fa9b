"""The scripted conversations with models, mode by mode: how right they are beside the fast path, and their cost."""
