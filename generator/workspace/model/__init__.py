"""The typed model of report_data/: one frozen dataclass for each thing people edit."""
