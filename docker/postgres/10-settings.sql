-- Metric points come in small batches: group their commits.
ALTER SYSTEM SET commit_delay = 1000;
