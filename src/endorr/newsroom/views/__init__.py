"""The pages of the newsroom: those that everybody reads, and the press desk's."""
