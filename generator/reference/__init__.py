"""Reference pages, generated from the tables that they describe."""
