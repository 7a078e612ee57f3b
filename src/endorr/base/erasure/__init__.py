"""Forgets a person in every room at once, so that the ledger stays whole."""
