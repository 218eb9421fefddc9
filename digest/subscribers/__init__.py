"""Who receives the publication: addresses, consent, the roster, and the tokens that prove a reader's wish."""
