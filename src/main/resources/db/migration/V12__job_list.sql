-- What a list shows of a job without reading its history, and what lists are sorted by: never null, for keysets.
alter table job add column scores varchar;
alter table job add column score_order double precision not null default -1e9;
alter table job add column ended_order timestamp(6) with time zone not null default timestamp with time zone '9999-12-31 00:00:00+00';
alter table job add column seconds double precision not null default 0;
update job set ended_order = finished_at, seconds = coalesce(extract(epoch from finished_at) - extract(epoch from started_at), 0)
	where finished_at is not null;
create index job_score_order on job (score_order, number);
create index job_ended_order on job (ended_order, number);
create index job_seconds on job (seconds, number);
