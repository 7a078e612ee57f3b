"""Ratios against named peers, in the same run; script/bench runs them."""
