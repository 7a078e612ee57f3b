"""Who answers for a function on a day, for the rooms above: in their turn, deputies in the place of the absent."""
