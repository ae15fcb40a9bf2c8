-- Each submission with a key removes those that have expired.
create index job_idempotency_created on job_idempotency (created_at);
