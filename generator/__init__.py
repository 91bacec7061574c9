"""Service reports made like software: YAML records in, reviewed and versioned pages out."""

__version__ = "0.1.0"
