-- Deleted models whose files may still be in the artifact store.
create table model_removal (
	model_id varchar(64) not null primary key,
	removed_at timestamp(6) with time zone not null
);
