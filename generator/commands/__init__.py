"""One recipe a verb: gather, check, compute, render, write, and an exit code."""
