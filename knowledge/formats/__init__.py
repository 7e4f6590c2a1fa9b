"""Documents of every usual format as text and blocks: one file a format, chosen in `choose.py`."""
