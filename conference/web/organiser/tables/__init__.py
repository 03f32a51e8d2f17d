"""Tables of the workbench: one machinery for all of them, and what each of them has."""
