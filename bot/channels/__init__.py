"""The ways a conversation travels: a request becomes a turn, a reply becomes what the other side can show.

Knows the `Conversations` interface and how messages travel. Refuses to know what is asked, what an answer means, and
where anything is kept.
"""
