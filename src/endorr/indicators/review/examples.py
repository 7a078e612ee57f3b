"""Five short texts to try, with the figures of real releases and the words of our own; no people are named in them."""

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "vasterbotten": """\
Fem företag i Västerbotten träffar ministern för att tala om export. Enligt Bisnode var länets varuexport \
57 075 miljoner kronor 2019, och exporten motsvarade 24% av omsättningen. Bland länen kom Västerbotten på 5:e plats.""",
    "vastra-gotaland": """\
På turnén genom landet kom ministern till ett textilföretag och ett samtal med exportfrämjare. Företagen oroade sig \
för en mer protektionistisk värld och ville att nationella och regionala resurser används tillsammans.""",
    "vastmanland": """\
Region Västmanland: länets företag exporterade varor för 43 miljarder kronor 2018, en ökning med lite mer än 1 miljard \
på ett år. De stora företagen, med fler än 250 anställda, svarade för 36 miljarder av varuexporten på 43 miljarder. \
Till Tyskland, Frankrike och Kina gick export för 13 miljarder. Antalet småföretag som exporterar blev 275 st, och \
11 exportcheckar delades ut.""",
    "arets-exportregion": """\
Norrbottens små och medelstora företag ökade sin varuexport per invånare med 41% mellan 2016 och 2020. För perioden \
2016–2019 var ökningen 70 %.

I Halland ökade små och medelstora företags varuexport per invånare med om 27 % 2016–2020. Länet har 363 exporterande \
små och medelstora företag per 100 000 invånare.

Skåne har haft en god utveckling av både varuexport och tjänsteexport.""",
    "dalarna": """\
Sveriges export växte med fem procent under det senaste året, mot en procent i genomsnitt de åtta åren före. I Dalarna \
ökade exporten med 5 procent 2015. Ändå är det bara 10 procent av alla företag som är exportörer. Exportcentrum öppnas \
först i sex län, och inom 24 timmar ska varje företag ha fått kontakt med rätt person.""",
}
