"""Who asks: companies recognised by their numbers, their groups and contacts, and what they have received."""
