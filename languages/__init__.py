"""One folder a language with every word and phrase of it; and which language a text is in.

    languages/de/dates.json       the words of German days; `topics/dates.py` says what each field means
    served.py                     which languages are served: those that have a folder
    topic.py                      reads one topic of one language, or of all
    phrases.py                    what is said to customers
    detect.py                     which language a message is in
    normalise.py, sentences.py    text without case and accents; where sentences end

Importing this package loads nothing: whoever needs a topic reads that file alone.
"""
