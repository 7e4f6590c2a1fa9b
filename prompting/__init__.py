"""From a developer's rough prompt to a better one, with reasons: no model is asked.

Classify the task (`classify.py`), choose techniques (`choose.py`), build the prompt (`build.py`), estimate tokens and
cost (`estimate.py`); `enhance.py` does all of it.
"""
