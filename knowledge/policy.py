"""The numbers of the knowledge base: limits of documents, sizes of passages, weights of ranking, each with its unit."""

from typing import Final

# --- Searching -----------------------------------------------------------------------------------------------------
INDEX_REFRESH_SECONDS: Final = 2.0
"""How often a warm knowledge function asks whether a newer index was published, seconds.

Short, since who drops a document tries it at once; it costs one small GET, and only while people ask."""
OPEN_TENANTS: Final = 16
"""Indexes that a process keeps open, one a tenant; the one that nobody asked for longest is closed first.

An index of 1,000 passages takes some 20 MB once it was searched, so these fit into the knowledge function beside the
encoder; a tenant whose index was closed waits some hundredths of a second for it."""
LEXICAL_WEIGHT: Final = 0.15
"""What covering every word of the question is worth, against a cosine of 1.

Chosen on the development part of XQuAD (see decision 9), where nDCG@10 is flat from 0.1 to 0.2."""
THING_PIECES: Final = 12
"""Pieces of words that one thing a question is about accounts for, some two words.

Of 1 (as much as all its words together, however long the question), 12, 6 and weights of 0.5 and 0.3, chosen on our
own questions for training: 0.58 and 0.68 of the right sections lead in the demo's and in the invented handbook, not
0.44 and 0.47 as without things. XQuAD, which is about other things, loses nothing that its intervals would show."""
PART_CHARS: Final = 160
"""Longest part of a passage that has a vector of its own, characters; a longer sentence is cut between words."""
RERANKED_PASSAGES: Final = 20
"""Passages whose parts are compared with the question, the best ones as a whole; 30 rank no better."""
RERANK_CANDIDATES: Final = 20
"""Candidates that a reranker orders, those that are ranked first; the others follow. A search costs the same with up to
100, but each one makes it later."""
TRANSLATION_HANDICAP: Final = 0.1
"""What a passage of a translation scores less, against a cosine of 1.

A question is more like whatever is in its language, and shares words with it, also if another page answers. Without
this the few translated pages answered for those that are not. Chosen in steps of 0.01 on the questions of `make
evaluate` about the demo handbook, whose figures it flatters; from 0.07 to 0.11 they hardly differ (see
docs/documents.md)."""
ANSWERS: Final = 0.37
"""Probability of the judge from which a passage answers, and may be quoted.

Of the questions that no page answers at most 15 % may get one, as the mean over the kinds of questions, where most lost
the passage that answers: 0.149 do, at 0.3 0.186. Of those that were written so, most of them about a neighbour of what
pages tell, it is 0.150. `python -m training judge` holds all of them back, and prints what other numbers give."""
WORTH_ASKING: Final = 0.15
"""Probability from which a passage that does not answer may be what is meant, and its heading is asked back about."""
ONE_OF_SEVERAL: Final = 1 / 3
"""Probability that a passage has at most where what is asked stands beside a passage of another page as well: as likely
as that one, and as that neither is meant."""
FOLLOWS: Final = 0.5
"""From which probability a message goes on from the answer before: likelier than not."""
JUDGED_PASSAGES: Final = 6
"""Passages in the question's language that are judged at most, as many in others, and as many of the page that was
quoted last: those that are ranked first."""
LIKELY_SECTIONS: Final = 2
"""Passages in the question's language, and as many in others, that are judged because customers' questions beside them
are nearest as a whole, however they are ranked. Of our questions for training, 0.966 of the 117 that the demo handbook
answers then have the right passage among those that are judged instead of 0.897; with one 0.966, with six 0.974."""
BACKGROUND_FROM: Final = 5
"""Passages that count as possible answers; those ranked behind them show how alike the question is to any passage."""
NEXT_PASSAGES: Final = 4
"""So many of the best other passages, but for the very best of them, are what an answer must stand out from."""

# --- Ingestion -----------------------------------------------------------------------------------------------------
KEPT_VERSIONS: Final = 5
"""Published indexes that one can go back to, the one in use counted."""
NEW_PASSAGES_PER_RUN: Final = 1_000
"""Passages that one ingestion encodes; the next one goes on from there.

Encoding takes some 0.2 s a passage with its parts on one processor, so this takes about four minutes; a function may
run for 15."""
DOCUMENT_SECONDS: Final = 120.0
"""Longest time for reading one document, seconds. With `READING_SECONDS` and the encoding it fits into 15 minutes."""
READER_GRACE_SECONDS: Final = 5.0
"""After so much longer the process that reads it is ended, seconds: a reader that looks at the clock says more."""
READER_MEMORY_BYTES: Final = 1024 * 1024 * 1024
"""Most memory of the process that reads documents, bytes of addresses. The function has 3,008 MB, of which the encoder
and the index take half."""
READER_KEPT_BYTES: Final = 256 * 1024 * 1024
"""A process that takes more after a document is not used for the next one, bytes: what is left may not do."""
READER_START_SECONDS: Final = 60.0
"""Longest time for such a process to start, seconds; usually it takes less than one."""
READER_END_SECONDS: Final = 1.0
"""How long one that is not needed any more may take to end, seconds."""
MAX_PASSAGES_BYTES: Final = 100 * 1024 * 1024
"""Most that the passages of one document take, bytes of JSON: the ingestion holds all of them."""
READING_SECONDS: Final = 240.0
"""After this long an ingestion reads no further document, and indexes what it has, seconds."""
NEXT_TENANT_SECONDS: Final = 60.0
"""After this long an invocation begins with no other tenant's documents, seconds: one run can take most of 15 minutes.
"""
PUBLISH_TRIES: Final = 5
"""How often an ingestion begins anew because another one published first."""

# --- Documents -----------------------------------------------------------------------------------------------------
# Who changes how documents are read or split raises FORMAT in knowledge/index.py too, so that all are read again.
MAX_DOCUMENT_BYTES: Final = 50 * 1024 * 1024
"""Largest document, bytes: what Amazon Bedrock knowledge bases take."""
MAX_DOCUMENT_PAGES: Final = 5_000
MAX_DOCUMENT_CHARS: Final = 20_000_000
"""Most text in one document, characters."""
MAX_UNPACKED_BYTES: Final = 100 * 1024 * 1024
"""Largest Word document once its parts are unpacked, bytes."""
MAX_UNPACK_RATIO: Final = 100
"""How many times larger than its file a Word document may be once unpacked. Text shrinks ten- to thirtyfold."""
MAX_METADATA_BYTES: Final = 32 * 1024
"""Largest file of metadata, bytes: room for some 50 questions in five languages beside each of ten sections. (Amazon
Bedrock knowledge bases take 10 kB, and no questions.)"""
MAX_TITLE_CHARS: Final = 200
"""Longest title, section, brand or model in a document's metadata, characters. A title out of the text is cut there."""
MAX_NESTING: Final = 100
"""HTML elements within elements; what is deeper counts as on the last level. Pages written by people stay below 50."""
MAX_ELEMENTS: Final = 500_000
"""Most elements of markup in one document: tags of a web page, of all parts of a Word document, objects of PDF pages.

A page of a Word document has some 500 of them."""
MAX_STRUCK_SELECTORS: Final = 50
"""Most selectors of a page's style sheets that strike text out; each element is compared with all of them."""
MAX_XML_NESTING: Final = 200
"""Elements within elements of a Word document; Word's own tables in tables and text boxes stay below 60."""
MAX_CELL_SPAN: Final = 50
"""Most rows or columns that one cell of a table fills. HTML allows 1,000 columns, and files claim more."""
MAX_REPEATED_CHARS: Final = 1_000_000
"""Text that cells of one table repeat at most, characters; further cells fill one place each. A short file could
else claim more text than memory holds."""
CHUNK_CHARS: Final = 900
"""Longest passage, characters; longer sections are split between paragraphs."""
LEAD_CHARS: Final = 200
"""Longest paragraph that counts as the lead-in of the list or table below it, characters."""
SAME_SHARE: Final = 0.9
"""Share of common word 4-grams (Jaccard) from which two passages may be the same."""
SELF_CONTAINED_WORDS: Final = 30
"""From this many words a passage may be the same as one of a page with another title; shorter ones need their title."""
