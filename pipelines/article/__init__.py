"""From the bytes of a page to the article in it, or the reason why there is none."""

from pipelines.article.decoding import decode, is_text
from pipelines.article.reader import next_part, read
from pipelines.article.rules import Rules
from pipelines.article.types import Article, NotArticle

__all__ = ["Article", "NotArticle", "Rules", "decode", "is_text", "next_part", "read"]
