"""Where companies meet those who decide: campaigns, meetings, invitations, what was said and what was promised."""
