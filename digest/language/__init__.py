"""Languages: which one a text is in, its sentences and its words.

`korean` is kiwipiepy's only door, `english` sentencex's and Snowball's. Both answer with the same values, so that
grouping and summarising never ask which language they are in.
"""
