"""The agents' cockpit. It speaks to the HTTP API and to the live channel, and of the product imports `contracts` alone."""
