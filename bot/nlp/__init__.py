"""Reading short typed messages: a small spaCy classifier over pieces of words, and what lets Rasa use it."""
