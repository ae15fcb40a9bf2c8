-- Repetitions of runs from elsewhere. What they came to is derived from their jobs.
create table replay (
	id varchar(36) not null primary key,
	created_at timestamp(6) with time zone not null,
	capsule text not null,
	-- ids of the jobs, in the order of the capsule's runs, with a blank between them
	jobs text not null
);
