"""Makes the event model: corpus, network, teaching, calibration, export. Never imported by src/."""
