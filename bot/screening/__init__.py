"""What fits, and why: from answers and the rulebook to elements, outcomes, flags and the next question worth asking.

Pure functions of what they are handed. Knows no Rasa, no database, no clock and no default for a fact nobody gave.
"""
