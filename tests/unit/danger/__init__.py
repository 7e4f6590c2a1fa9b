"""Is somebody's life at stake?"""
