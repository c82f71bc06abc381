"""The rules and records of an office that trains small makers (IKM), supplies them and buys back.

Goods never appear or vanish; they move. No Qt in here: the window lives in `ui`.
"""

__version__ = "0.1.0"
