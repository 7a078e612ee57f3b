"""What the PX file format 2013 says of each keyword: what it is indexed by and what it may hold."""

from enum import StrEnum

from endorr.statistics.formats.problems import Said


class Index(StrEnum):
    """What stands in a keyword's parentheses."""

    TABLE = "nothing"
    VARIABLE = "variable"
    VALUE = "variable and value"
    CELL = "a value or * for each variable"
    CONTENT = "value of the content variable"


INDEXED_BY: dict[str, frozenset[Index]] = {
    **dict.fromkeys(
        [
            "VALUES",
            "CODES",
            "TIMEVAL",
            "DOUBLECOLUMN",
            "PRESTEXT",
            "DOMAIN",
            "VARIABLE-TYPE",
            "VARIABLECODE",
            "VARIABLE-LABEL",
            "HIERARCHIES",
            "HIERARCHYLEVELS",
            "HIERARCHYLEVELSOPEN",
            "HIERARCHYNAMES",
            "MAP",
            "PARTITIONED",
            "ELIMINATION",
            "KEYS",
        ],
        frozenset({Index.VARIABLE}),
    ),
    **dict.fromkeys(
        ["LAST-UPDATED", "STOCKFA", "CFPRICES", "DAYADJ", "SEASADJ", "UNITS", "CONTACT", "REFPERIOD", "BASEPERIOD"],
        frozenset({Index.TABLE, Index.CONTENT}),
    ),
    **dict.fromkeys(["NOTE", "NOTEX"], frozenset({Index.TABLE, Index.VARIABLE})),
    **dict.fromkeys(["DATANOTE", "META-ID"], frozenset({Index.TABLE, Index.VARIABLE, Index.VALUE})),
    **dict.fromkeys(["PRECISION", "VALUENOTE", "VALUENOTEX"], frozenset({Index.VALUE})),
    **dict.fromkeys(["CELLNOTE", "CELLNOTEX", "DATANOTECELL"], frozenset({Index.CELL})),
    "ATTRIBUTES": frozenset({Index.TABLE, Index.CELL}),
}
"""Keywords with parentheses; those that are not listed take none, or are unknown and kept as they stand."""

# A fault in one of these would change what the figures mean, so nothing is loaded; other faults leave out the keyword.
ESSENTIAL = frozenset(
    [
        "CONTENTS",
        "CONTVARIABLE",
        "CODES",
        "DATA",
        "DECIMALS",
        "HEADING",
        "KEYS",
        "MATRIX",
        "STUB",
        "SUBJECT-AREA",
        "SUBJECT-CODE",
        "UNITS",
        "VALUES",
    ]
)

YES_OR_NO = frozenset(
    [
        "AGGREGALLOWED",
        "AUTOPEN",
        "COPYRIGHT",
        "DESCRIPTIONDEFAULT",
        "OFFICIAL-STATISTICS",
        "DAYADJ",
        "SEASADJ",
        "DOUBLECOLUMN",
    ]
)

MOST_DECIMALS = {"DECIMALS": 15, "SHOWDECIMALS": 6, "PRECISION": 6}

EXPECTED_INDEX: dict[Index, Said] = {
    Index.TABLE: Said("inget inom parentes", "nothing in parentheses"),
    Index.VARIABLE: Said("en variabel ur STUB eller HEADING", "a variable from STUB or HEADING"),
    Index.VALUE: Said("en variabel och ett av dess värden", "a variable and one of its values"),
    Index.CELL: Said("en stjärna eller ett värde för varje variabel", "an asterisk or a value for each variable"),
    Index.CONTENT: Said("ett värde av innehållsvariabeln", "a value of the content variable"),
}
