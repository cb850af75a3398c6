"""From proposals to a report file in the dataset: what a person decided, checked, and never written over another."""
