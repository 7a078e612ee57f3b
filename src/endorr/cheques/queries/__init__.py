"""The only readers of cheques: for anybody, for whoever holds a link, for those who work in the files."""
