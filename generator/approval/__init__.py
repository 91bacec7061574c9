"""Approvals: chains as data, decided on reviews, bound to the content that they saw."""
