"""Languages a person may ask or answer in: what each calls itself, what Swedish and English call it, which way it runs.

Own names are those of Unicode's CLDR where it has them; Sweden's national minority languages come from the minority
act (SFS 2009:724), with the Sámi languages apart.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its BCP 47 tag."""

    code: str
    own: str
    sv: str
    en: str
    right_to_left: bool = False


LANGUAGES: tuple[Language, ...] = (
    Language("sv", "svenska", "svenska", "Swedish"),
    Language("sv-x-lattlast", "lättläst svenska", "lättläst svenska", "easy Swedish"),
    Language("en", "English", "engelska", "English"),
    Language("fi", "suomi", "finska", "Finnish"),
    Language("fit", "meänkieli", "meänkieli", "Meänkieli"),
    Language("se", "davvisámegiella", "nordsamiska", "Northern Sami"),
    Language("smj", "julevsámegiella", "lulesamiska", "Lule Sami"),
    Language("sma", "Åarjelsaemien gïele", "sydsamiska", "Southern Sami"),
    Language("rom", "romani čhib", "romani", "Romany"),
    Language("yi", "ייִדיש", "jiddisch", "Yiddish", right_to_left=True),
    Language("nb", "norsk bokmål", "norskt bokmål", "Norwegian Bokmål"),
    Language("da", "dansk", "danska", "Danish"),
    Language("is", "íslenska", "isländska", "Icelandic"),
    Language("et", "eesti", "estniska", "Estonian"),
    Language("lv", "latviešu", "lettiska", "Latvian"),
    Language("lt", "lietuvių", "litauiska", "Lithuanian"),
    Language("de", "Deutsch", "tyska", "German"),
    Language("nl", "Nederlands", "nederländska", "Dutch"),
    Language("fr", "français", "franska", "French"),
    Language("es", "español", "spanska", "Spanish"),
    Language("pt", "português", "portugisiska", "Portuguese"),
    Language("it", "italiano", "italienska", "Italian"),
    Language("pl", "polski", "polska", "Polish"),
    Language("cs", "čeština", "tjeckiska", "Czech"),
    Language("hu", "magyar", "ungerska", "Hungarian"),
    Language("ro", "română", "rumänska", "Romanian"),
    Language("bs", "bosanski", "bosniska", "Bosnian"),
    Language("hr", "hrvatski", "kroatiska", "Croatian"),
    Language("sr", "српски", "serbiska", "Serbian"),
    Language("sq", "shqip", "albanska", "Albanian"),
    Language("el", "Ελληνικά", "grekiska", "Greek"),
    Language("tr", "Türkçe", "turkiska", "Turkish"),
    Language("uk", "українська", "ukrainska", "Ukrainian"),
    Language("ru", "русский", "ryska", "Russian"),
    Language("ar", "العربية", "arabiska", "Arabic", right_to_left=True),
    Language("fa", "فارسی", "persiska", "Persian", right_to_left=True),
    Language("ckb", "کوردیی ناوەندی", "centralkurdiska", "Central Kurdish", right_to_left=True),
    Language("ku", "kurdî (kurmancî)", "kurdiska", "Kurdish"),
    Language("so", "Soomaali", "somaliska", "Somali"),
    Language("ti", "ትግርኛ", "tigrinja", "Tigrinya"),
    Language("am", "አማርኛ", "amhariska", "Amharic"),
    Language("hi", "हिन्दी", "hindi", "Hindi"),
    Language("th", "ไทย", "thailändska", "Thai"),
    Language("vi", "Tiếng Việt", "vietnamesiska", "Vietnamese"),
    Language("zh", "中文", "kinesiska", "Chinese"),
    Language("ja", "日本語", "japanska", "Japanese"),
    Language("ko", "한국어", "koreanska", "Korean"),
)

BY_CODE = {language.code: language for language in LANGUAGES}


def own_name(code: str) -> str:
    """Return what a language calls itself, with a capital as on a button; raises KeyError for an unknown one."""
    own = BY_CODE[code].own
    return own[:1].upper() + own[1:]
