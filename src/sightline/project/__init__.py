"""The top floor: settings, addresses, home pages, commands and deployment."""
