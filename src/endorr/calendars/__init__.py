"""Each door's own working days and office hours, as versions that never change, and the page that explains them."""
