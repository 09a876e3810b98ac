"""What is kept, sealed, and for how long. The only room that knows SQLAlchemy.

Knows sessions as sealed bytes with an end date. Refuses to know what is inside them.
"""
