"""OpenSLO definitions turned into metric definitions and mappings of Prometheus."""
