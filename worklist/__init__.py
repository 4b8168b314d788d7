"""What waits for the editors: the cards of their first page, the checks that are due, the weekly mail about both."""
