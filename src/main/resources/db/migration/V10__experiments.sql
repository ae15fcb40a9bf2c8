-- Experiments. What follows from their definition and from the jobs is derived, not stored.
create table experiment (
	id varchar(36) not null primary key,
	name varchar(200) not null,
	created_at timestamp(6) with time zone not null,
	stopped boolean not null,
	-- why it was stopped; null: by request, or not at all
	reason varchar(4000),
	-- JSON: the request, the request with all defaults, and hashes of what its runs read
	request varchar not null,
	definition varchar not null,
	inputs varchar not null
);
create index experiment_created on experiment (created_at, id);

-- Runs of experiments. A run without a job is still to be submitted.
create table experiment_run (
	experiment_id varchar(36) not null references experiment (id),
	position int not null,
	-- hash of what is submitted
	run_key varchar(64) not null,
	arm varchar(1000) not null,
	seed bigint not null,
	state varchar(20) not null,
	job_id varchar(36),
	-- whether the job was there before the experiment
	reused boolean not null,
	problem varchar(4000),
	-- JSON
	request varchar not null,
	scores varchar,
	primary key (experiment_id, position),
	unique (experiment_id, run_key)
);
create index experiment_run_job on experiment_run (job_id);

-- Which node submits runs at the moment.
create table experiment_lease (
	id int not null primary key,
	holder varchar(200) not null,
	expires_at timestamp(6) with time zone not null
);
insert into experiment_lease (id, holder, expires_at) values (1, '', timestamp with time zone '2000-01-01 00:00:00+00');
