"""What the permission walk must know of the story's own addresses."""

DEPENDS = {
    "story:story": "only where a demo clock runs",
    "story:begin": "only where a demo clock runs",
    "story:act": "only where a demo clock runs",
}
