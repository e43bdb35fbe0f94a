"""What people can do: one module, one dialog; `dialogs.base.discover` collects them."""
