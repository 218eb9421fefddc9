"""Stories that report the same event, and the sentences that tell it: pure functions of analysed stories."""
