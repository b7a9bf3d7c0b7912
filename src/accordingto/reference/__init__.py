"""Packaged reference tables as frozen lookups; every stage may read them, none may change them."""
