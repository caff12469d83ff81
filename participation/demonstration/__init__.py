"""The fictional year of Nordvik, loaded through the same services as real data."""
