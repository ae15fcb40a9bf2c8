-- The queue of db-scheduler: one row per job that waits or runs.
create table scheduled_tasks (
	task_name varchar(100) not null,
	task_instance varchar(100) not null,
	task_data bytea,
	execution_time timestamp(6) with time zone not null,
	picked boolean not null,
	picked_by varchar(50),
	last_success timestamp(6) with time zone,
	last_failure timestamp(6) with time zone,
	consecutive_failures int,
	last_heartbeat timestamp(6) with time zone,
	version bigint not null,
	priority smallint,
	primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);

-- One row: submissions pass it one by one, so that the queue's bound is exact and its order strict.
create table job_gate (
	id smallint not null primary key,
	next_number bigint not null,
	last_turn timestamp(6) with time zone not null
);
insert into job_gate (id, next_number, last_turn) values (1, 1, timestamp with time zone '2000-01-01 00:00:00+00');

create table job (
	id varchar(36) not null primary key,
	number bigint not null,
	name varchar(200) not null,
	encoder varchar(200) not null,
	status varchar(16) not null,
	reason varchar(4000),
	failure_kind varchar(16),
	priority int not null,
	max_attempts int not null,
	-- newest attempt; a worker that writes for an earlier one is refused
	attempt int not null,
	-- attempts in a row that ended without a new checkpoint
	fruitless_attempts int not null,
	-- how often it was queued by its user: submitted, then resumed
	generation int not null,
	cancel_requested boolean not null,
	purged boolean not null,
	plan varchar not null,
	preflight varchar not null,
	environment varchar,
	notes varchar(10000),
	created_at timestamp(6) with time zone not null,
	queued_at timestamp(6) with time zone not null,
	started_at timestamp(6) with time zone,
	finished_at timestamp(6) with time zone,
	step int not null,
	total_steps int not null,
	epoch int not null,
	examples_per_second double precision,
	seconds_left double precision,
	checkpoint_step int not null,
	-- how much of the run's journal is in the database
	journal_position bigint not null,
	next_sequence bigint not null,
	constraint job_number unique (number)
);
create index job_status on job (status, number);
create index job_name on job (name);
create index job_encoder on job (encoder);

create table job_dataset (
	job_id varchar(36) not null references job (id),
	position int not null,
	dataset varchar(200) not null,
	primary key (job_id, position)
);
create index job_dataset_dataset on job_dataset (dataset);

create table job_tag (
	job_id varchar(36) not null references job (id),
	tag varchar(100) not null,
	primary key (job_id, tag)
);
create index job_tag_tag on job_tag (tag);

create table job_attempt (
	job_id varchar(36) not null references job (id),
	number int not null,
	node varchar(200) not null,
	host varchar(200) not null,
	started_at timestamp(6) with time zone not null,
	ended_at timestamp(6) with time zone,
	outcome varchar(16),
	reason varchar(4000),
	from_step int,
	notes varchar,
	primary key (job_id, number)
);

-- What happened, in order. A row of kind 'metric' holds up to 128 points and as many sequence numbers.
create table job_event (
	job_id varchar(36) not null references job (id),
	first_sequence bigint not null,
	last_sequence bigint not null,
	kind varchar(16) not null,
	first_step int not null,
	last_step int not null,
	-- what the event is about, when a later event of the same label replaces it
	label varchar(300),
	payload bytea not null,
	primary key (job_id, first_sequence)
);
create index job_event_kind on job_event (job_id, kind, first_sequence);

create table job_idempotency (
	idempotency_key varchar(200) not null primary key,
	body_hash varchar(64) not null,
	job_id varchar(36),
	created_at timestamp(6) with time zone not null
);
