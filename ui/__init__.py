"""What people see: the widget (`ui/widget`, no Python) and the agents' cockpit."""
