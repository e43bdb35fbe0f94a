"""The rules of a stafettlogg: no framework, no input or output."""
