from functools import lru_cache
class WordPieces:
    def __init__(self, path):
        from tokenizers import Tokenizer
        self.t=Tokenizer.from_file(str(path)); self.t.no_truncation(); self.t.no_padding()
        self.pieces=lru_cache(1<<17)(self._p)
    def _p(self,word): return tuple(self.t.encode(word,add_special_tokens=False).ids) or (100,)
