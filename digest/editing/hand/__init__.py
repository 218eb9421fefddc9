"""The editor's hand: what `issue.edit.toml` says, how it changes an issue, and how the file is written anew."""
