"""How requests get in: what gunicorn needs so that slow or endless ones hold up nobody."""
