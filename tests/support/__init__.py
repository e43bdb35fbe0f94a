"""What tests share: people, databases, a browser, the product."""
