"""Markdown: drafts, and what converters write."""
