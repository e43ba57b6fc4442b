"""Rules become queries for other systems; what each system is like stands in backends/, as data."""
