"""Rasa's custom actions: slots in, one call into Faro's own rooms, messages and slots out. Thin on purpose.

Knows rasa_sdk. Refuses to know law, words, databases and channels.
"""
