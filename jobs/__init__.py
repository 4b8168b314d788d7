"""Guided jobs („Was ist passiert?“): one short form for what happens in life, the system writes all places."""
