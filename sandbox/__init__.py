"""A small Teams on this machine: web client, Bot Connector, Graph and token issuer for one bot.

It speaks with the bot over HTTP alone, the way Teams does, and imports nothing of the product.
"""
