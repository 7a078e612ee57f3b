"""Keys with which an organisation's own programs come in: for what they are for, until they end or are revoked."""
