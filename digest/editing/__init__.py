"""Cluster → Issue: which clusters become items, in which order and section, telling which sentences.

Pure: the same stories, settings, memory and moment give the same issue. `compose` is the way in.
"""
