"""Reads tables, whatever program wrote them; what their rows mean is the business of others."""
