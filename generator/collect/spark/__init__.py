"""Exports that outgrow one machine: the same statements, run by Apache Spark."""
