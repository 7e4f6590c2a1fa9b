"""Lambda entry points: parse, call, answer. One file a function; nobody imports them."""
