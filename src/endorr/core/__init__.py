"""Words everyone shares, pure: counties and municipalities, markets, languages, company numbers, money, periods."""
