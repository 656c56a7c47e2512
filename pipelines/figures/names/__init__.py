"""What a text names: parks, places, firms, projects and industries, each where it stands."""
