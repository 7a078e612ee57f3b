"""Fictional people who staff the demo's regions, every one marked as such."""
