"""Reads news reports and proposes, for a person to accept, what they say of foreign forces at named sites."""
