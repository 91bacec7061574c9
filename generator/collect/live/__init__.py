"""Sources that are read where they live; what was read is kept as a file before it is used."""
