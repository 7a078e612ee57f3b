"""A provider's own answer time: an ISO 8601 duration that a machine can compare, beside the words it was said in."""

import re

DURATION = re.compile(r"P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?)?")

_NUMBERS = {
    "en": 1, "ett": 1, "ett par": 2, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9,
    "tio": 10, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
}  # fmt: skip
_COUNT = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_SAID = re.compile(
    rf"(?:\d+\s*[–-]\s*)?\b(?P<count>\d+|{_COUNT})\s+"
    r"(?P<unit>arbetsdag|vardag|dag|veck|månad|timm|working day|business day|day|week|month|hour)",
    re.IGNORECASE,
)


def is_duration(text: str) -> bool:
    """Say whether a text is an ISO 8601 duration such as P14D or PT24H."""
    return DURATION.fullmatch(text) is not None


def suggested(text: str) -> str:
    """Return the duration that words such as "ca 2 veckor" most likely mean, or an empty text.

    A range is taken at its longer end; n working days are as many calendar days as they can span at most.
    """
    if "samma dag" in text.lower() or "same day" in text.lower():
        return "P1D"
    found = _SAID.search(text)
    if not found:
        return ""
    word = found["count"].lower()
    count = _NUMBERS.get(word) or int(word)
    match found["unit"].lower():
        case "arbetsdag" | "vardag" | "working day" | "business day":
            return f"P{count + 2 * -(-count // 5)}D"
        case "veck" | "week":
            return f"P{7 * count}D"
        case "månad" | "month":
            return f"P{count}M"
        case "timm" | "hour":
            return f"PT{count}H"
        case _:
            return f"P{count}D"
