"""Who may ask for a file: whoever is signed in; which files they are given, the purpose's own rule decides."""

from endorr.base.policy.rules import Access, Door, Within, rule

POLICY = (rule("files:download", GET=Access(Door.SIGNED_IN, within=Within.OWN_ORGANISATION)),)
