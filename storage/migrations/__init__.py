"""The versions of the database, one file each, in the order of `down_revision`."""
