-- A job has no pre-flight report while it is being prepared, and a problem document when it could not be.
alter table job alter column preflight drop not null;
alter table job add column problem varchar;
-- How often a preparation was begun: only the newest may write a result. Its node renews the time; once it is over, another takes it.
alter table job add column preparations int not null default 0;
alter table job add column preparing_until timestamp(6) with time zone;
create index job_preparing on job (status, preparing_until);

-- Jobs of one group, and how many of them may be in the queue or run at a time; null: any number.
create table job_group (
	name varchar(200) not null primary key,
	max_parallel int
);
alter table job add column group_name varchar(200);
-- Whether the queue has the job, as far as its group is concerned.
alter table job add column released boolean not null default true;
create index job_group_name on job (group_name, number);
