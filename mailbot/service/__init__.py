"""The service: rounds, their schedule, the lock, the alerts."""
