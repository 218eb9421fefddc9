"""The preview: one issue's mail as its readers will see it, shown anew whenever a file it is made of changes."""
