"""Reports of one event joined: near-copies, same events, their life and disagreements."""
