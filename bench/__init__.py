"""What a turn costs here and beside the peers: servers, load, data, tables (`make bench`)."""
