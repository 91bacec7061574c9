"""report_data/ as frozen, typed, checked records."""
