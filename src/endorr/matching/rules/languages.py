"""Which language a message is in, by its small words; unsure and short texts count as Swedish."""

from collections import Counter
from collections.abc import Sequence

# The words a language cannot do without. Those that two languages share say less than those of one alone.
_SMALL: dict[str, frozenset[str]] = {
    language: frozenset(listed.split())
    for language, listed in {
        "sv": (
            "och att det som en på är för med av den till inte ett om vi har de kan så vad hur ska eller vår våra när"
            " från jag hej vill mot också efter vid då få nu finns måste behöver oss er ni era ert dig mig blir varför"
            " vilka vilken hjälp tack någon något några mycket utomlands gäller gör göra"
        ),
        "en": (
            "the and of to in is we our you that it for with on are as be have this can not or what how do does from an"
            " which need would they there has us your i if when who where should will but any about help hello dear"
        ),
        "nb": (
            "og å ikke jeg vi det som til på er av for med en et om har den fra kan hva hvordan vår våre når skal hei"
            " vil etter må noen noe mye fikk dere oss trenger ønsker hvilke hvor bedrift ut bare også få utlandet selge"
        ),
        "da": (
            "og at ikke jeg vi det som til på er af for med en et om har den fra kan hvad hvordan vores når skal hej"
            " vil efter må nogen noget meget fik jer os behøver ønsker hvilke hvor virksomhed ud kun også få udlandet"
            " sælge gerne kunne være brug mod hos"
        ),
        "fi": (
            "ja on ei että se me meillä mitä miten kuinka voi voiko tai kun jos mutta olemme tarvitsemme hei pitää"
            " meidän siitä niin kanssa onko mikä mistä missä yritys yrityksemme haluamme voimme ovat kuka saada myös"
            " ulkomaille apua kiitos tämä joka yhden yli"
        ),
        "de": (
            "und der die das ist wir nicht ein eine zu den mit von für auf wie was uns unser unsere haben sie ich dem"
            " oder auch können wenn bei nach im aus brauchen möchten welche gibt es wo hallo muss müssen sind als an"
            " wird werden einen einer unserer unseren bitte kann"
        ),
        "fr": "le la les des est et nous vous que pour dans une un avec sur pas notre nos comment au du qui avons être",
        "es": "el la los las es y nosotros que para en una un con por no nuestro nuestra cómo del qué tenemos somos de",
        "nl": "de het een en van is wij niet dat voor met op onze hoe wat we zijn naar kan ik of bij ook uit hebben",
        "pl": "i w na nie że się jest do z jak czy nasza nasz firma mamy dla co przez o po są ale lub chcemy",
    }.items()
}
_OWN_LETTERS = (("ø", ("nb", "da")), ("æ", ("nb", "da")), ("ß", ("de",)), ("ü", ("de",)))
_SCRIPTS = (("\u0600", "\u06ff", "ar"), ("\u0400", "\u04ff", "ru"), ("\u4e00", "\u9fff", "zh"))
STRONG = frozenset({"sv", "en", "nb", "da", "fi", "de", "ar"})


def identify(told: Sequence[str], *, default: str = "sv") -> str:
    """Return the language of a row of folded words as a BCP 47 tag."""
    for first, last, language in _SCRIPTS:
        if sum(first <= word[0] <= last for word in told) * 3 > len(told):
            return language
    score: Counter[str] = Counter()
    for word in told:
        owners = [language for language, small in _SMALL.items() if word in small]
        for language in owners:
            score[language] += 12 // len(owners)
        for letter, languages in _OWN_LETTERS:
            if letter in word:
                score.update(dict.fromkeys(languages, 6))
        if "å" in word or "ä" in word or "ö" in word:
            score.update(_swedish_letters(word))
    if not score:
        return default
    best, points = max(score.items(), key=lambda pair: (pair[1], pair[0] == default))
    return best if points > score[default] else default


def _swedish_letters(word: str) -> dict[str, int]:
    if "å" in word:
        return {"sv": 3, "nb": 2, "da": 2}
    return {"fi": 3} if any(twice in word for twice in ("ää", "öö", "yö", "äy")) else {"sv": 3, "fi": 1, "de": 1}
