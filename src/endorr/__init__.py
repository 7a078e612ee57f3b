"""En dörr in: one door to every export adviser, and a promise anyone can check."""
