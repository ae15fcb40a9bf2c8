-- What each node last said of itself.
create table node (
	name varchar(300) not null primary key,
	host varchar(300) not null,
	-- separated by commas
	roles varchar(100) not null,
	version varchar(100),
	started_at timestamp(6) with time zone not null,
	seen_at timestamp(6) with time zone not null,
	-- JSON
	facts varchar not null
);
