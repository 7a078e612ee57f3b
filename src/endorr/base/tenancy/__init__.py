"""Who is who: legal entities, organisations, cooperations, and the seats people hold in them."""
