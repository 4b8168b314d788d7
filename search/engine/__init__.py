"""The search engine: words, numbers and bit sets; knows the index tables and nothing of what is indexed.

`bits` handles sets of entries, `vocabulary` keeps the known words in memory, `write` changes the index, `words` finds
what a searched word may mean, `understand` turns a query into such words, `rank` orders the entries.
"""
