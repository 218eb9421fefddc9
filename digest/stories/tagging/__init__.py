"""What is learned of lines: how likely each one opens a story, or belongs to none."""
