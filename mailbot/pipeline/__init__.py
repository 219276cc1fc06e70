"""From a kept mail to a record in the store: read, find the reporting unit, sort, assemble."""
