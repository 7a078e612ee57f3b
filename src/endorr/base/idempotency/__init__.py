"""Same key, same answer: a form sent twice and a call repeated do their deed once."""
