"""The archive's search: an index of morphemes, made beforehand, and the small module that asks it in the browser."""
