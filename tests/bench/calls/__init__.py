"""One call to a model by several libraries, each in a process of its own that measures itself."""
