"""Who may: each room's rules beside its urls, one table made of them, one gate that asks it."""
