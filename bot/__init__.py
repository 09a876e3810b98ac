"""Faro: a guided intake for noncitizens harmed by crime, and for those who help them."""
