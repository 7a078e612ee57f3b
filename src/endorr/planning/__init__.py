"""Who should have which question, in time: rolling assignment, and trying it dry on a virtual clock."""
