"""The rules of strategies: how a goal stands, what a deed needs, what may be told of whom, who takes part."""
