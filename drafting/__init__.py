"""From a pasted text to drafts, by fixed rules: no outside service, nothing learned, every proposal with its proof.

`read` makes plain text of what was pasted, `extract` finds what is in it, `create` stores what an editor accepted.
"""
