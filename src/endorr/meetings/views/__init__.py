"""The pages of meetings: each reads one query or does one deed."""
