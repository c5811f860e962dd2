"""The plan: priorities, goals, measures, activities, and the claims they rest on."""
