"""Who may do what in the catalogue: everybody reads; those who answer for a service write (the queries keep which)."""

from endorr.base.policy.rules import EVERYONE, Within, holders, rule
from endorr.base.tenancy.rules import Role

_EDITORS = holders(
    Role.ADVISER,
    Role.COORDINATOR,
    Role.NATIONAL_COORDINATOR,
    Role.ADMINISTRATOR,
    within=Within.OWN_ORGANISATION,
)

POLICY = (
    rule("catalogue:list", GET=EVERYONE),
    rule("catalogue:signposts", GET=EVERYONE),
    rule("catalogue:service", GET=EVERYONE),
    rule("catalogue:fits", GET=EVERYONE, POST=EVERYONE),
    rule("catalogue:watch", POST=EVERYONE),
    rule("catalogue:feedback", POST=EVERYONE),
    # Found only by an unguessable id of 80 random bits; the views answer nothing else.
    rule("catalogue:watching", GET=EVERYONE, POST=EVERYONE),
    rule("catalogue:answer", GET=EVERYONE),
    rule("catalogue:desk", GET=_EDITORS),
    rule("catalogue:edit", GET=_EDITORS, POST=_EDITORS),
    rule("catalogue:verify", POST=_EDITORS),
    rule("catalogue:replies", GET=_EDITORS, POST=_EDITORS),
    rule("catalogue:doubles", GET=_EDITORS, POST=_EDITORS),
    rule("catalogue:gaps", GET=_EDITORS),
    rule("catalogue:symptoms", GET=_EDITORS, POST=_EDITORS),
    rule("catalogue_open:services", GET=EVERYONE),
    rule("catalogue_open:service", GET=EVERYONE),
    rule("catalogue_open:signposts", GET=EVERYONE),
    rule("catalogue_open:jsonld", GET=EVERYONE),
    rule("catalogue_open:cpsv", GET=EVERYONE),
    rule("catalogue_open:hsds", GET=EVERYONE),
    rule("catalogue_open:hsds_service", GET=EVERYONE),
)
