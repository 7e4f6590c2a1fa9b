"""What the words of each topic mean: one model a file, with the same fields in every language.

Words that are matched in messages are regular expressions over text without case and accents (`languages.normalise`),
unless a field says otherwise.
"""
