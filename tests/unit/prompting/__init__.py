"""Better prompts: kinds of task, techniques, the prompt that is built, tokens and cost."""
