"""The catalogue in other vocabularies: schema.org, CPSV-AP and HSDS."""
