"""One turn of a conversation: words or a choice in, messages out, safety words first, then Rasa.

Stands between the channels, which know how messages travel, and Rasa's actions, which know what to say.
"""
