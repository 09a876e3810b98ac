"""From results to sentences: what Faro says about a question, an outcome, a protection or a helpline, in one language.

The same words for every surface. Knows knowledge, results and languages; refuses to know how a message travels, who
keeps it, and how the conversation moves.
"""
