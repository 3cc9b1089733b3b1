"""Pages and notebooks in other languages: from the English source and the catalogues in ``book/locale``."""
