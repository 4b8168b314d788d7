"""A machine that tries: random steps of several accounts, and what must hold after each of them.

tables.py reads the database in its own way, without the rules of the portal; world.py is what it begins with;
steps.py are the steps; tests/publishing/test_machine.py lets them run.
"""
