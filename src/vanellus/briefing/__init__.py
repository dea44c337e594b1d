"""Tables in, charts and findings in plain words out: each with the events behind it."""
