"""The rulebook for people: its conditions in English, its pages, its charts, and the numbered scenarios that hold it.

Reads what `knowledge` loaded and what `screening` decides. Knows nothing of a conversation.
"""
