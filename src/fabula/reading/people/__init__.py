"""Who is meant: the cast, coreference, the teller, groups, mentions."""
