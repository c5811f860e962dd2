"""The situation picture as a document: problems, causes, sources, versions."""
