"""Mail programs mark quoted HTML by elements of their own: these are taken out before the text is read."""

from cookietui.sources.markup import depth

_MARKS = (
    "blockquote[type=cite]", "blockquote.gmail_quote", "div.gmail_quote", "div.gmail_attr", "div.moz-cite-prefix",
    "div.yahoo_quoted", "div.protonmail_quote", "div.tutanota_quote", "blockquote.protonmail_quote", "div.zmail_extra",
    "div.OutlookMessageHeader", "blockquote.quote", "div.mail-quote",
)  # fmt: skip
_DEPTH = 300
_LIMIT = 1_000_000


def without_quotes(html: str) -> str:
    """The HTML without what its mail program marked as quoted; as it is where that would leave no word."""
    low = html[:_LIMIT].lower()
    if len(html) > _LIMIT or not any(word in low for word in ("quote", "cite", "outlookmessageheader", "gmail_attr")):
        return html
    if depth(html) > _DEPTH:
        return html
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - 20 ms, and most replies are plain text

    tree = LexborHTMLParser(html)
    for node in tree.css(", ".join(_MARKS)):
        node.decompose()
    body = tree.body
    return (tree.html or html) if body is not None and body.text().strip() else html
