"""Cases of more than a hundred records: each step goes on slice by slice, each record whole, each slice below a second.

How far a step is stands in the case (`done_to`) and its entries, written in the transaction of the slice; so it goes on
after an end in the middle and does nothing twice. A record that a step is refused for says why and holds up no other.
"""
