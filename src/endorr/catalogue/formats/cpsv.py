"""Services in CPSV-AP 3.2, the EU's vocabulary of public services, as JSON-LD, out and in.

The vocabulary's shapes ask that every coded value be present as a concept, every place as a location and every language
as a linguistic system, so these are written beside the services (its own example leaves them out and fails). Fields it
has no property for are written as properties of ours, holding JSON. "PublicOrganisation" is the only kind of provider
the vocabulary knows: a chamber or a company is written as one too, with its own kind beside it.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from endorr.catalogue.rules.card import FIELDS, WHOLE_COUNTRY, Card, as_dict, from_dict
from endorr.catalogue.rules.eligibility import Rule
from endorr.catalogue.rules.words import TOPIC_BY_CODE
from endorr.core.counties import BY_CODE
from endorr.core.municipalities import municipalities

OURS = "https://w3id.org/endorr/catalogue#"
CONTEXT: dict[str, Any] = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "adms": "http://www.w3.org/ns/adms#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "endorr": OURS,
}
_AT_HOME = frozenset({
    "key", "name_sv", "name_en", "gives_sv", "gives_en", "provider", "coverage", "topics", "languages", "answer_time",
    "status", "cost_sv", "cost_en", "phone", "source", "synonyms", "how_sv", "how_en",
})  # fmt: skip

Node = dict[str, Any]


class NotCpsvError(ValueError):
    """What was given is no CPSV-AP as this module writes it."""


def _tagged(**texts: str) -> list[dict[str, str]]:
    return [{"@language": language, "@value": text} for language, text in texts.items() if text]


def _concept(kind: str, code: str, **labels: str) -> Node:
    iri = f"{OURS}{kind}-{code}"
    return {"@id": iri, "@type": "skos:Concept", "skos:notation": code, "skos:prefLabel": _tagged(**labels)}


def _location(code: str) -> Node:
    if code == WHOLE_COUNTRY:
        iri, name = "http://publications.europa.eu/resource/authority/atu/SWE", "Sverige"
    elif code in BY_CODE:
        iri, name = f"http://data.europa.eu/nuts/code/{BY_CODE[code].nuts3}", BY_CODE[code].sv
    else:
        iri, name = f"{OURS}kommun-{code}", municipalities()[code].name
    return {"@id": iri, "@type": "dct:Location", "dct:identifier": code, "skos:prefLabel": _tagged(sv=name)}


def _language(code: str) -> Node:
    return {"@id": f"{OURS}language-{code}", "@type": "dct:LinguisticSystem", "dct:identifier": code}


def _requirement(iri: str, place: int, rule: Rule) -> Node:
    title = rule.sv or rule.kind.value
    return {
        "@id": f"{iri}#requirement-{place}",
        "@type": "cv:Requirement",
        "dct:identifier": f"requirement-{place}",
        "dct:title": _tagged(sv=title, en=rule.en),
    }


def _parts(card: Card, iri: str) -> dict[str, list[Node]]:
    """Return the nodes a service points at, by the property it does so with."""
    where = _location(WHOLE_COUNTRY)
    authority = {
        "@id": f"{iri}#authority",
        "@type": "cv:PublicOrganisation",
        "skos:prefLabel": _tagged(sv=card.provider),
        "dct:spatial": [{"@id": where["@id"]}],
    }
    channel = {
        "@id": f"{iri}#channel",
        "@type": "cv:Channel",
        "dct:identifier": f"{card.key}-channel",
        "dct:description": _tagged(sv=card.how_sv, en=card.how_en),
    }
    contact: Node = {"@id": f"{iri}#contact", "@type": "cv:ContactPoint"}
    contact |= {"cv:telephone": card.phone} if card.phone else {}
    page = {"@id": card.source, "@type": "foaf:Document"} if card.source else None
    contact |= {"cv:contactPage": {"@id": card.source}} if page else {}
    cost = {
        "@id": f"{iri}#cost",
        "@type": "cv:Cost",
        "dct:identifier": f"{card.key}-cost",
        "dct:description": _tagged(sv=card.cost_sv, en=card.cost_en),
    }
    return {
        "cv:hasCompetentAuthority": [authority],
        "cv:hasChannel": [channel],
        "cv:contactPoint": [contact] if card.phone or page else [],
        "cv:hasCost": [cost] if card.cost_sv or card.cost_en else [],
        "dct:spatial": [_location(code) for code in card.coverage],
        "dct:language": [_language(code) for code in card.languages],
        "cv:thematicArea": [
            _concept("topic", code, sv=TOPIC_BY_CODE[code].sv, en=TOPIC_BY_CODE[code].en) for code in card.topics
        ],
        "adms:status": [_concept("status", card.status.value, en=card.status.value)],
        "cv:holdsRequirement": [_requirement(iri, place, rule) for place, rule in enumerate(card.eligibility)],
        "": [where, *([page] if page else [])],
    }


def _service(card: Card, base: str, keys: frozenset[str]) -> list[Node]:
    iri = base + card.key
    told, blank = as_dict(card), as_dict(Card(key="", name_sv="", provider=""))
    parts = _parts(card, iri)
    node: Node = {
        "@id": iri,
        "@type": "cpsv:PublicService",
        "dct:identifier": card.key,
        "dct:title": _tagged(sv=card.name_sv, en=card.name_en),
        "dct:description": _tagged(sv=card.gives_sv, en=card.gives_en),
        "dcat:keyword": [{"@language": "sv", "@value": word} for word in card.synonyms],
        **{name: [{"@id": part["@id"]} for part in found] for name, found in parts.items() if name and found},
        "cv:relatedService": [{"@id": base + key} for key in card.related if key in keys],
    }
    if card.answer_time:
        node["cv:processingTime"] = {"@type": "xsd:duration", "@value": card.answer_time}
    for name in FIELDS:
        if name not in _AT_HOME and told[name] != blank[name]:
            node[f"endorr:{name}"] = json.dumps(told[name], ensure_ascii=False, sort_keys=True)
    # The order of the lists is ours to keep: a graph has none.
    for name in ("coverage", "topics", "languages", "synonyms"):
        if len(told[name]) > 1:
            node[f"endorr:{name}"] = json.dumps(told[name], ensure_ascii=False)
    tidy = {name: value for name, value in node.items() if value not in ([], "", None)}
    return [tidy, *(part for found in parts.values() for part in found)]


def to_cpsv(cards: Iterable[Card], *, base: str) -> dict[str, Any]:
    """Return cards as a JSON-LD document; `base` is the address that a key is put after."""
    told = list(cards)
    keys = frozenset(card.key for card in told)
    nodes = {node["@id"]: node for card in told for node in _service(card, base, keys)}
    return {"@context": CONTEXT, "@graph": list(nodes.values())}


def _texts(value: Any) -> dict[str, str]:
    return {one["@language"]: one["@value"] for one in value or ()}


def _pointed(nodes: Mapping[str, Node], node: Node, name: str) -> list[Node]:
    return [nodes[one["@id"]] for one in node.get(name, ())]


def _from_node(node: Node, nodes: Mapping[str, Node]) -> Card:
    title, gives = _texts(node.get("dct:title")), _texts(node.get("dct:description"))
    authority = _pointed(nodes, node, "cv:hasCompetentAuthority")[0]
    channel = _texts(_pointed(nodes, node, "cv:hasChannel")[0].get("dct:description"))
    cost = _texts(next((one.get("dct:description") for one in _pointed(nodes, node, "cv:hasCost")), ()))
    contact = next(iter(_pointed(nodes, node, "cv:contactPoint")), {})
    own = {name.removeprefix("endorr:"): json.loads(value) for name, value in node.items() if name[:7] == "endorr:"}
    return from_dict({
        "key": node["dct:identifier"],
        "name_sv": title.get("sv", ""),
        "name_en": title.get("en", ""),
        "gives_sv": gives.get("sv", ""),
        "gives_en": gives.get("en", ""),
        "provider": _texts(authority["skos:prefLabel"]).get("sv", ""),
        "coverage": [one["dct:identifier"] for one in _pointed(nodes, node, "dct:spatial")],
        "languages": [one["dct:identifier"] for one in _pointed(nodes, node, "dct:language")],
        "topics": [one["skos:notation"] for one in _pointed(nodes, node, "cv:thematicArea")],
        "status": _pointed(nodes, node, "adms:status")[0]["skos:notation"],
        "synonyms": [one["@value"] for one in node.get("dcat:keyword", ())],
        "answer_time": node.get("cv:processingTime", {}).get("@value", ""),
        "cost_sv": cost.get("sv", ""),
        "cost_en": cost.get("en", ""),
        "how_sv": channel.get("sv", ""),
        "how_en": channel.get("en", ""),
        "phone": contact.get("cv:telephone", ""),
        "source": contact.get("cv:contactPage", {}).get("@id", ""),
        **own,
    })  # fmt: skip


def from_cpsv(document: Any) -> list[Card]:
    """Return the cards of a document as `to_cpsv` writes it; raises NotCpsvError for another."""
    try:
        nodes = {node["@id"]: node for node in document["@graph"]}
        return [_from_node(node, nodes) for node in nodes.values() if node.get("@type") == "cpsv:PublicService"]
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise NotCpsvError(f"cannot be read: {type(error).__name__}: {error}") from error
