"""The data of a story: text, passages, annotations, records, memory, and the world they show.

Imports nothing else of Fabula's, and does no input or output.
"""
