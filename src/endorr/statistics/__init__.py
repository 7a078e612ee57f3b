"""Official facts in and out: tables that know what they are, in the formats of official statistics."""
