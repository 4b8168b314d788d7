"""What the portal tells machines of each record: one document, whatever clothes it goes out in.

API, downloads, catalogue, feeds and JSON-LD read `documents.build.documents_of`; what a document says of a kind is
declared beside the kind (`core.kinds.Document`).
"""
