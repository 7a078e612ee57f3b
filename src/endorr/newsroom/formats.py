"""The press room for programs: the feed (RFC 4287), and the map of addresses for search engines."""

from collections.abc import Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from endorr.newsroom.queries.public import ReleaseRow

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")


def atom(
    rows: Sequence[ReleaseRow], *, title: str, author: str, own: str, page: str, language: str, empty: datetime
) -> bytes:
    """Return what is out as an Atom feed. An entry's id is its first address and stays when the text is corrected.

    `own` is the feed's own address, `page` the press room's; `empty` is when an empty feed says it was updated.
    """
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _text(feed, "id", own)
    _text(feed, "title", title)
    _text(feed, "updated", _instant(max((one.updated_at for one in rows), default=empty)))
    SubElement(feed, "link", {"rel": "self", "href": own, "type": "application/atom+xml"})
    SubElement(feed, "link", {"rel": "alternate", "href": page, "type": "text/html"})
    _text(SubElement(feed, "author"), "name", author)
    for one in rows:
        entry = SubElement(feed, "entry", {"xml:lang": one.language})
        _text(entry, "id", f"{one.site}/press/{one.public_id}/")
        _text(entry, "title", one.headline)
        _text(entry, "updated", _instant(one.updated_at))
        _text(entry, "published", _instant(one.lifted_at))
        _text(SubElement(entry, "author"), "name", one.publisher)
        SubElement(entry, "link", {"rel": "alternate", "href": f"{page}{one.public_id}/", "type": "text/html"})
        for topic in one.topics:
            SubElement(entry, "category", {"term": topic.value})
        _text(entry, "summary", one.lead)
    return _written(feed)


def sitemap(rows: Sequence[ReleaseRow], *, page: str) -> bytes:
    """Return the addresses of what is out, with when each last changed."""
    every = Element("urlset", {"xmlns": SITEMAP})
    _text(SubElement(every, "url"), "loc", page)
    for one in rows:
        url = SubElement(every, "url")
        _text(url, "loc", f"{page}{one.public_id}/")
        _text(url, "lastmod", _instant(one.updated_at))
    return _written(every)


def as_json(rows: Sequence[ReleaseRow], *, title: str, own: str, page: str, language: str) -> dict[str, object]:
    """Return what is out as a JSON Feed, version 1.1."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": page,
        "feed_url": own,
        "language": language,
        "items": [
            {
                "id": f"{one.site}/press/{one.public_id}/",
                "url": f"{page}{one.public_id}/",
                "title": one.headline,
                "summary": one.lead,
                "content_text": one.lead,
                "date_published": _instant(one.lifted_at),
                "date_modified": _instant(one.updated_at),
                "language": one.language,
                "authors": [{"name": one.publisher}],
                "tags": [topic.value for topic in one.topics],
            }
            for one in rows
        ],
    }


def _written(root: Element) -> bytes:
    body: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return body


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
