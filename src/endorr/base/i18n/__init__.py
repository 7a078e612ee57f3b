"""Words on the page: catalogues and their check, a page's languages, and values written as a reader writes them."""
