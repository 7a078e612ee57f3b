"""The words around a numeral that make it a figure, or keep it from being one, in Swedish and English."""

import re

from endorr.indicators.claims.numerals import Tongue

SCALES: dict[Tongue, dict[str, float]] = {
    Tongue.SV: {
        r"öre": 1e-2,
        r"tusen|tkr|kkr|ksek": 1e3,
        r"miljon(?:er)?|mnkr|mkr|mn|msek|mnsek": 1e6,
        r"miljard(?:er)?|mdkr|mdr|mrd|bsek|mdsek": 1e9,
        r"biljon(?:er)?": 1e12,
    },
    Tongue.EN: {
        r"thousand|ksek|tsek": 1e3,
        r"million|mn|msek|m(?=\b)": 1e6,
        r"billion|bn|bsek": 1e9,
        r"trillion": 1e12,
    },
}
MONEY_SCALE = re.compile(r"(?:öre|tkr|kkr|ksek|tsek|mnkr|mkr|msek|mnsek|mdkr|bsek|mdsek)$", re.IGNORECASE)
"""Scales that say by themselves that money is meant."""

CURRENCY: dict[Tongue, str] = {
    Tongue.SV: r"(?:svenska )?kr(?:onor)?\b|sek\b",
    Tongue.EN: r"(?:swedish )?kron(?:or|a)\b|sek\b",
}
OTHER_CURRENCY = re.compile(r"\s*(?:euro|eur|dollar|usd|pund|gbp|norska kronor|nok)\b", re.IGNORECASE)

PERCENT: dict[Tongue, str] = {
    Tongue.SV: r"%|procent(?!enhet)|proc\b",
    Tongue.EN: r"%|per ?cent(?!age)|pct\b",
}
POINTS: dict[Tongue, str] = {Tongue.SV: r"procentenhet(?:er)?", Tongue.EN: r"percentage points?|pp\b"}

COUNTED: dict[Tongue, str] = {
    Tongue.SV: (
        r"(?:(?:\w*(?:företag|bolag|exportörer|exportör|checkar|checken|export\w*check|län|regioner|kommuner|"
        r"länder|länderna|marknader|"
        r"anställda|jobb|arbetstillfällen|rådgivare|aktörer|organisationer|deltagare|ansökningar|frågor|ärenden|möten|"
        r"invånare|arbetsställen|partner|partners|branscher|patent|insatser|uppdrag|mässor|delegationer|besök|"
        r"exportcenter|"
        r"exportcentra|underleverantörer|kunder|personer|medlemmar|start-?ups|bidrag|affärer|order|"
        r"årsarbetskrafter|placeringar|platser|sökande|studenter|elever|kurser)(?:en|et|na|erna|arna|orna)?)\b"
        # Whoever does something, and what is done: besökare, anmälningar, investeringar, fabriker, produkter.
        r"|\w{3,}(?:are|arna|ingar|ioner|iteter|heter|elser|anter|enter|ister|iker|ukter)(?:na|s)?\b"
        r"|fler\b|färre\b|ton\b|kilo\b|kg\b|liter\b|hektar\b|[kmgt]wh?\b|kvadratmeter\b|kubikmeter\b"
        r"|st\b|stycken\b)"
    ),
    Tongue.EN: (
        r"(?:compan(?:y|ies)|firms?|businesses|exporters?|vouchers?|cheques?|counties|regions|municipalities|countries|"
        r"markets|employees|jobs|advisers|advisors|partners|organisations|participants|applications|questions|cases|"
        r"meetings|inhabitants|workplaces|SMEs|start-?ups|enterprises|customers|subcontractors|members|visitors|more|fewer|tonnes?)\b"
    ),
}
"""Things that a figure counts. Between the numeral and the thing stand at most a few describing words."""

_SMALL_SV = (
    r"som|att|med|i|på|av|för|till|var|är|har|vid|under|kr|en|ett|och|om|mot|hos|mellan|efter|innan|utan|eller|samt|men|kan|"
    r"ska|skulle|kommer|finns|fick|får|ger|gav|hade|blev|blir|säger|visar|per|från|över|inom|genom|sedan|när|då|där|här|än|"
    r"så|inte|också|bara|redan|nu|sa|sade|skriver|jämfört|respektive|varav|den|det|de|gånger|gång|kl|år|fler"
)
_SMALL_EN = (
    r"that|which|with|in|on|of|for|to|was|is|are|were|has|have|had|at|and|a|an|the|or|but|by|from|per|as|than|when|after|"
    r"before|while|said|says|will|would|can|could|times|more|fewer|if|not|out|up|down|into|over|under|this|it|its|their"
)
BETWEEN: dict[Tongue, str] = {
    Tongue.SV: rf"(?:(?!(?!och\b)(?:{_SMALL_SV})\b|och e(?:n|tt)\b|\d)[\w-]+,?\s+){{0,5}}?",
    Tongue.EN: rf"(?:(?!(?!and\b)(?:{_SMALL_EN})\b|and (?:a|the)\b|\d)[\w-]+,?\s+){{0,5}}?",
}

NOUN: dict[Tongue, str] = {
    Tongue.SV: rf"\s+(?P<thing>(?!(?:{_SMALL_SV})\b)[a-zåäöé][\w-]+)",
    Tongue.EN: rf"\s+(?P<thing>(?!(?:{_SMALL_EN})\b)[a-z][\w-]+)",
}
"""Any word after a numeral that is no small word: a noun, or what describes one."""

BECAME: dict[Tongue, str] = {
    Tongue.SV: r"\b(?:är|var|blev|blir|bli|totalt|bara|endast|till|numera|nu)\s$",
    Tongue.EN: r"\b(?:is|are|was|were|became|total|only|to|now)\s$",
}
"""What stands before a number word that is all there is of the answer: "bolagen blev sju"."""

KNOWN_SET: dict[Tongue, str] = {
    Tongue.SV: r"\b(?:de|dem|dessa|båda|alla|våra|samtliga|mina|sina|deras)\s$",
    Tongue.EN: r"\b(?:the|these|those|both|all|our|their)\s$",
}
"""What makes a number word say which ones ("de två ministrarna") or stand in a phrase, and count nothing."""

AFTER_A_NAME: dict[Tongue, str] = {
    Tongue.SV: r"(?<![.!?:\n]\s)(?<!^)\b[A-ZÅÄÖ][\w&-]*\s$|(?:gatan|vägen|torget|gränd|allén|plan)\s$",
    Tongue.EN: r"(?<![.!?:\n]\s)(?<!^)\b[A-Z][\w&-]*\s$|\b(?:street|road|avenue|square)\s$",
}
"""A name that the numeral belongs to: "Boeing 737", "Storgatan 12"; the first word of a sentence is none."""

AGE: dict[Tongue, str] = {
    Tongue.SV: r"(?:[A-ZÅÄÖ]\w+,\s|\b(?:nu|i dag|fyllda)\s)$",
    Tongue.EN: r"(?:[A-Z]\w+,\s|\b(?:aged|now)\s)$",
}
"""What stands before somebody's age: "Lena Ek, 45,"."""

TIME: dict[Tongue, str] = {
    Tongue.SV: (
        r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|timmar?|"
        r"timmes?|dagar?|"
        r"dygn|säsong(?:er|en)?|minuter?|sekunder?|veckor?|månader?|månaders|år\b|åren|åriga?\b|års\b|arbetsdag(?:ar)?|kvartal\w*|"
        r"tiden|talet|"
        r"meter|mil\b|km|kilometer|grader|sidor|rader|ord\b)"
    ),
    Tongue.EN: (
        r"(?:january|february|march|april|may\b|june|july|august|september|october|november|december|hours?|"
        r"days?|minutes?|"
        r"seconds?|weeks?|months?|years?|year-old|quarters?\b(?! of)|o'clock|am\b|pm\b|metres?|kilometres?|km|"
        r"degrees|pages?)"
    ),
}
"""What follows a numeral that is a date, a length of time or a measure of something else, and no figure of ours."""

PER: dict[Tongue, str] = {
    Tongue.SV: r"per\s+(?P<head>100[ \u00a0]?000|1[ \u00a0]?000|tusen|hundratusen)?\s*(?:invånare|capita|person)",
    Tongue.EN: (
        r"per\s+(?P<head>100,?000|1,?000|thousand|hundred thousand)?\s*(?:inhabitants?|capita|people|person|"
        r"residents)"
    ),
}

SIZE_CLASS: dict[Tongue, str] = {
    Tongue.SV: r"anställda",
    Tongue.EN: r"employees",
}
SIZED_BEFORE: dict[Tongue, str] = {
    Tongue.SV: (
        r"(?:företag|bolag|exportbolag|exportörer|firmor|arbetsgivare|de|dem)\s+med\s+(?:fler än|färre än|"
        r"mer än|mindre än|"
        r"över|under|högst|minst|upp till)?\s*(?:\d+\s*(?:–|-|till)\s*)?$"
    ),
    Tongue.EN: (
        r"(?:compan(?:y|ies)|firms?|businesses|exporters?|enterprises|those)\s+with\s+(?:more than|fewer than|"
        r"less than|over|"
        r"under|at most|at least|up to)?\s*(?:\d+\s*(?:–|-|to)\s*)?$"
    ),
}

UNNAMED: dict[Tongue, str] = {
    Tongue.SV: (
        r"(?:§|kap(?:itel)?\.?|art(?:ikel)?\.?|sid(?:an|a|or)?\.?|punkt|iso|sis|ss-en|en|agenda|horisont|"
        r"vision|covid|\w*nr\.?|"
        r"\w*nummer|paragraf|\w*rapport|dokument|org\.?\s?nr\.?|steg|fas|mål|bilaga|tabell|figur|version|hs|kn|tel\.?|telefon\w*|mobil\.?|rum|"
        r"våning|box|vecka|kvartal|etapp|avsnitt|nivå|klass|zon|väg|spår|modul|del|terminal|hall|sal|port|gate|kanal|linje|"
        r"avdelning|grupp|fråga|alternativ|exempel|bild|riksväg|rad|kolumn|omgång|lott|paket|"
        r"kl\.?|klockan|den|topp|top|ver\.?|g|formulär|blankett|dnr|diarienummer|prop\.?|skr\.?|sfs|lag)\s*[:.]?\s*$"
    ),
    Tongue.EN: (
        r"(?:§|chapter|article|art\.|page|p\.|point|section|iso|agenda|horizon|vision|covid|no\.|number|step|"
        r"phase|goal|annex|"
        r"paragraph|report|table|figure|version|hs|terminal|hall|gate|group|question|option|route|line|column|row|tel\.?|phone|room|floor|at|on|top|g|form)\s*[:.]?\s*$"
    ),
}
"""What stands before a numeral that names something and counts nothing."""

ABOUT_RIGHT: dict[Tongue, dict[str, tuple[float, float]]] = {
    Tongue.SV: {
        r"lite(?:t)? (?:mer|mera|över) än|lite(?:t)? över|drygt|något mer än|strax över": (1.0, 1.15),
        r"knappt|nästan|närmare|strax under|inte riktigt|uppemot|uppåt|bortåt": (0.85, 1.0),
        r"cirka|ca\.?|omkring|ungefär|runt|kring|om(?=\s)": (0.9, 1.1),
        r"mer än|fler än|över|minst|överstiger|översteg": (1.0, float("inf")),
        r"mindre än|färre än|under|högst|maximalt|upp till|inte ens": (0.0, 1.0),
    },
    Tongue.EN: {
        r"a little (?:more|over) than|a little over|just over|slightly more than": (1.0, 1.15),
        r"nearly|almost|close to|just under|not quite|up to": (0.85, 1.0),
        r"about|around|approximately|roughly|some|circa": (0.9, 1.1),
        r"more than|over|at least|exceeding|above": (1.0, float("inf")),
        r"less than|fewer than|under|at most|below": (0.0, 1.0),
    },
}
"""Words before a numeral that widen what is true, as factors of its value."""

UP: dict[Tongue, str] = {
    Tongue.SV: (
        r"\bök\w*|\bväx\w*|\bsteg\b|\bstig\w*|\bupp\b|\buppgång\w*|\btillväxt\w*|\btillvux\w*|\bhögre\b|\bförbättr\w*|"
        r"\blyft\b|\bfler\b|\bpositiv utveckling\b|\bplus\b"
    ),
    Tongue.EN: (
        r"\bincreas\w*|\bgr(?:ow|ew)\w*|\brose\b|\bris(?:e|en|ing)\b|\bup\b|\bgain\w*|\bhigher\b|\bgrowth\b|"
        r"\bclimb\w*"
    ),
}
DOWN: dict[Tongue, str] = {
    Tongue.SV: (
        r"\bminsk\w*|\bföll\b|\bfall\w*|\bsjönk?\w*|\bsjunk\w*|\bned\b|\bner\b|\bnedgång\w*|\btapp\w*|"
        r"\blägre\b|\bdrog ned\b|"
        r"\bbackade\b|\brasa\w*|\bkrymp\w*|\bförsämr\w*|\bminus\b|\bfärre\b"
    ),
    Tongue.EN: (
        r"\bdecreas\w*|\bfell\b|\bfall\w*|\bdrop\w*|\bdown\b|\bdeclin\w*|\blower\b|\bshr[aiu]nk\w*|\bloss\b|\blost\b|"
        r"\breduc\w*|\bslump\w*"
    ),
}
SHARE_OF: dict[Tongue, str] = {
    Tongue.SV: (
        r"\bandel\w*|\bav (?:omsättning|alla|den total|länets|exporten|varuexport|landets|sveriges|bnp|brp|"
        r"företag)\w*|\bsvarar för|\bstår för|\bstod för|\butgör|\bav de\b"
    ),
    Tongue.EN: (
        r"\bshare\b|\bof (?:the|all|turnover|total|gdp|grp|exports|companies|firms)\b|\baccounts? for|"
        r"\baccounted for|\bmakes? up"
    ),
}

SUBJECTS: dict[Tongue, dict[str, str]] = {
    Tongue.SV: {
        "goods": r"varu",
        "services": r"tjänste",
        "exporters": (
            r"exportföretag|exportbolag|exportör|export\w+ (?:små|företag|bolag|och medelstora)|varuexporterande|"
            r"företag\w* som exporterar|exporterande"
        ),
        "export": r"export",
        "companies": r"företag|bolag",
        "turnover": r"omsättning",
        "grp": r"\bbrp\b|bruttoregion|\bbnp\b|varor och tjänster som produceras",
        "markets": r"marknad|exportländer|tyskland|norge|kina|usa|frankrike|finland|danmark",
        "sme": r"små(?:-)? och medelstora|\bsmf\b|\bsme",
        "large": r"\bstora (?:export)?företag|storföretag|fler än 250|över 250|250\+|minst 250",
        "micro": r"1\s?[–-]\s?9 anställda|mikroföretag|småföretag",
        "inhabitants": r"invånare|per capita|folkmängd|befolkning",
    },
    Tongue.EN: {
        "goods": r"goods",
        "services": r"services",
        "exporters": r"exporters|exporting (?:compan|firm|sme|business)|companies that export",
        "export": r"export",
        "companies": r"compan|firms|businesses",
        "turnover": r"turnover",
        "grp": r"\bgrp\b|\bgdp\b|gross regional",
        "markets": r"market|germany|norway|china|united states|france|finland|denmark",
        "sme": r"\bsmes?\b|small and medium",
        "large": r"large compan|more than 250|over 250",
        "micro": r"1\s?[–-]\s?9 employees|micro",
        "inhabitants": r"inhabitants|per capita|population",
    },
}

SUPERLATIVES: dict[Tongue, str] = {
    Tongue.SV: r"största|viktigaste|bästa|minsta|högsta|lägsta|främsta|vanligaste|senaste|första|sista|kommande",
    Tongue.EN: r"largest|biggest|most important|best|smallest|highest|lowest|foremost|latest|last|first|coming",
}
"""What makes a numeral say how many are looked at ("de fem största"), not how many there are."""

BOUND_BEFORE: dict[Tongue, str] = {
    Tongue.SV: r"\b(?:fler|färre|mer|mindre) än\s+$",
    Tongue.EN: r"\b(?:fewer|more|less) than\s+$",
}

A_SET_BEFORE: dict[Tongue, str] = {
    Tongue.SV: r"\bbland (?:alla |samtliga |sveriges |landets |rikets )?$|(?:\w{3,}s|dess|våra|alla|samtliga) $",
    Tongue.EN: r"\bamong (?:all |the )?$|(?:\w{3,}'s|all|the) $",
}
"""What makes a number of counties or municipalities say which they are ("länets 13 kommuner"), and count nothing."""
SET_OF: dict[Tongue, str] = {
    Tongue.SV: r"\s+(?:län|regioner|kommuner)(?:na)?\b",
    Tongue.EN: r"\s+(?:counties|regions|municipalities)\b",
}

MULTIPLE: dict[Tongue, str] = {
    Tongue.SV: r"\s+gånger\s+(?:så|\w+are|mer|fler|större|högre|fortare)\b",
    Tongue.EN: r"\s+times\s+(?:as|\w+er|more|the)\b",
}
"""What follows a numeral that says how many times as large one thing is as another."""

HEADED: dict[Tongue, str] = {
    Tongue.SV: (
        r"\b(?P<unit>tkr|kkr|tusen kronor|mnkr|mkr|miljoner kronor|mdkr|miljarder kronor|kronor|kr|procent|%|antal)"
        r"\)?:\s[^.!?:]*\w\s$"
    ),
    Tongue.EN: r"\b(?P<unit>sek thousand|sek million|sek billion|sek|per cent|%|number)\)?:\s[^.!?:]*\w\s$",
}
"""A unit told once before a colon, for every numeral of the list after it ("tkr: Kronoberg 181, Blekinge 177")."""
