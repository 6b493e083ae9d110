"""Trying a policy (策略推演) on assumed behaviours, before it meets people."""
