"""Hold facts and decisions; pure, with the present as an argument."""
