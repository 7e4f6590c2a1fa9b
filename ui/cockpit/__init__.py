"""The agents' cockpit. It speaks to the API and the live channel; of the product it imports `contracts` alone."""
