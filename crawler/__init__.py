"""Finds and fetches pages of news sites; the only package that runs Scrapy."""
