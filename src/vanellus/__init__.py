"""Vanellus reads news reports and keeps the sourced record of political events in them."""
