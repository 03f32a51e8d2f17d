"""Programmes in files, out and in."""
