"""Who does the work in the background? Processes that take jobs: an id in, one call of a service, a small value out."""
