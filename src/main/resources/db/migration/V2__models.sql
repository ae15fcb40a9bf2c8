-- Trained models; one per job that succeeded. What a model is never changes, except for its null threshold.
create table model (
	id varchar(64) not null primary key,
	name varchar(200) not null,
	created_at timestamp(6) with time zone not null,
	encoder varchar(200) not null,
	null_threshold double precision not null,
	max_sequence_length int not null,
	max_question_length int not null,
	doc_stride int not null,
	-- JSON
	tasks varchar not null,
	metrics varchar not null,
	provenance varchar not null
);
create index model_created on model (created_at, id);
create index model_name on model (name, created_at, id);

create table model_alias (
	name varchar(100) not null primary key,
	model_id varchar(64) not null references model (id),
	updated_at timestamp(6) with time zone not null
);
create index model_alias_model on model_alias (model_id);
