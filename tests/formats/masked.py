"""A story whose masked man is somebody: what its exports may say of him changes by chapter."""

from __future__ import annotations

MASKED = """Chapter 1: The Mill

Mara Venn kept the mill at Arrow Bridge with her brother Tom. “You are late,” said Mara.

Tom Venn shut the door. “There was a man on the road,” he said. “The masked man. He did not speak.”

“Everybody speaks,” said Mara. _Not to Tom_, she thought.

Chapter 2: The Ferry

In the morning Mara went down to Arrow Bridge. The masked man stood at the rail of the ferry.

“Who are you?” asked Mara. The masked man laughed and said nothing.

* * *

Tom told Obediah Finch about it. “I would not go back there,” said Obediah.

Chapter 3: The Mask

Mara went back. The masked man was waiting. He put up his hand and took off the mask.

The masked man was Obediah Finch.

“It was you,” said Mara. “I am sorry,” said Obediah.

Chapter 4: The Road

Obediah went up the road to the mill with Mara. Tom saw them come.

“I know who you are,” said Tom.
"""
