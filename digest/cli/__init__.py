"""The command line: one module a command group; each parses, calls and shows.

Nothing heavy is imported before a command runs: `main` names the commands, `show` speaks, `context` finds the
configuration, the store, an issue and the moment.
"""
