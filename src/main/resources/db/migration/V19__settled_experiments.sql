-- Whether nothing is left to be done for an experiment until it is continued, retried or extended.
alter table experiment add column settled boolean not null default false;
create index experiment_settled on experiment (settled, created_at);

-- How often the run was submitted again because its job could not be resumed.
alter table experiment_run add column attempt int not null default 0;

-- Hash of what determines a job's result apart from files and code: its plan without its name. Null in jobs that an
-- earlier version stored, whose results other versions do not take.
alter table job add column plan_hash varchar(64);
create index job_plan_hash on job (plan_hash, number);
