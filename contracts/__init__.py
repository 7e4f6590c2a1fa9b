"""The typed words that every layer shares: turns, findings, people, errors and policy.

Nothing here performs I/O or imports another folder of the project.
"""
