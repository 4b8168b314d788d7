"""What is new, changed or checked, for feed readers (Atom), and events for calendars (iCalendar)."""
