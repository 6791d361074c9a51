"""What the programmes that come with the bot say."""
