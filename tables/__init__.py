"""What a table says of records, in and out: its columns, what a cell means, what a row makes of a record."""
