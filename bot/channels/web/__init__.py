"""The web: a JSON API, pages that work without JavaScript, and the limits and headers around both.

Knows HTTP. Nothing a person typed is written here: not to a log, a metric, an error or an address.
"""
