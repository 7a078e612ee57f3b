"""Where official figures come from: services of statistics, asked politely."""
