"""Document → Story: a document comes apart into its stories (unbundling), and what else it holds."""
