"""The trained net at run time: words in, arrays out. It knows nothing of stories.

A model is a folder (`folder.py`); its nets run in onnxruntime (`session.py`), its words are cut
into pieces here (`wordpieces.py`). Nothing is imported before a model is asked for, nothing is
ever downloaded, and nothing is written.
"""
