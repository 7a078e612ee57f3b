"""Export cheques: calls with their rules, applications, joint decisions, the money in öre, payment and report."""
