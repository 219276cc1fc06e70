"""What each page shows: functions from the store to a template's context."""
