"""What is filled in at the door: by who asks, by the company that follows its question, by those who answer."""
