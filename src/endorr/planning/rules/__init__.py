"""From organisation to person, in time: pure arithmetic over plain values, the same in production and in simulation."""
