"""The knowledge Faro speaks from: everything under `data/`, read once, checked whole, and handed on as frozen values.

Knows YAML, languages and sources. Refuses to know what an answer means (`screening`), which day it is (`policy` is
handed one) and how a sentence reaches a person (`dialogue`, `channels`).
"""
