"""What the log says of a page: its address. Scrapy would write all of its bytes."""

from __future__ import annotations

from typing import Any

from scrapy.logformatter import LogFormatter


class AddressOnly(LogFormatter):
    """Names items by their address."""

    def scraped(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        """A page went through all pipelines."""
        return super().scraped(_name(item), *args, **kwargs)

    def dropped(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        """A pipeline dropped a page."""
        return super().dropped(_name(item), *args, **kwargs)

    def item_error(self, item: Any, *args: Any, **kwargs: Any) -> Any:
        """A pipeline raised an error over a page."""
        return super().item_error(_name(item), *args, **kwargs)


def _name(item: Any) -> str:
    page = getattr(item, "page", item)
    return str(getattr(page, "url", type(item).__name__))
