"""What was typed, before anybody asks what it answers: spelled out, and searched for danger.

Needs `data/safety` and nothing else: no Rasa, no spaCy, no database, no model. Keeps nothing of what it reads.
"""
