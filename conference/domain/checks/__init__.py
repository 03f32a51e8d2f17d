"""What is worth another look before it is published: dates, texts, names, links."""
