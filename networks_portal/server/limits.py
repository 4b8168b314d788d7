"""How much the portal takes in, and how long it waits for it. docs/betrieb.md names the same limits for a proxy."""

# An import or a picture (10 MB) with the form around it; nothing else comes near.
LARGEST_BODY = 11 * 1024 * 1024
# Outside the editors' area there are only short forms.
LARGEST_PUBLIC_BODY = 64 * 1024
LARGEST_HEAD = 64 * 1024

# Seconds until the head of a request must be there, and its body with it …
HEAD_SECONDS = 10
BODY_SECONDS = 30
# … or longer, as long as it comes this quickly on average (bytes per second).
SLOWEST_UPLOAD = 50_000
# Seconds in which a client must have taken an answer …
SEND_SECONDS = 30
# … or longer, as long as it takes it this quickly on average (bytes per second).
SLOWEST_ANSWER = 50_000

# For each process: requests on their way in, and how many bytes of them. Beyond that the oldest go.
MOST_ARRIVING = 300
MOST_BYTES_ARRIVING = 256 * 1024 * 1024
# A body up to this size stays in memory, a larger one waits in a temporary file.
IN_MEMORY = 256 * 1024
