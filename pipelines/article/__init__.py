"""From the bytes of a page to the article in it, or the reason why there is none."""

from pipelines.article.types import Article, NotArticle

__all__ = ["Article", "NotArticle"]
