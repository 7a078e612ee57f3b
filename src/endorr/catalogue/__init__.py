"""What help exists, that one can trust: services, signposts, and how a company in need of them would say so."""
