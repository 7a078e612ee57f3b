"""Which service and organisation a question belongs to, with the reasons, and what was learnt from being wrong."""
