"""The staff's page over the outbox: what could not be delivered, and one button to try again."""
