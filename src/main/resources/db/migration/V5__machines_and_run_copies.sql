-- Where an attempt's lock can be seen: the identity of its runs folder and of the running machine. Null: not known.
alter table job_attempt add column machine varchar(100);

-- Whether anything of the attempt's journal is in the database.
alter table job_attempt add column began boolean;

-- Copies of runs in the artifact store, of workers that held the run when they wrote them; the newest has the highest number.
create table job_copy (
	job_id varchar(36) not null references job (id),
	number int not null,
	attempt int not null,
	artifact varchar(200) not null,
	primary key (job_id, number)
);

-- A key is written together with its job.
delete from job_idempotency where job_id is null;
