-- Keys are random and long, so a plain SHA-256 of the secret cannot be searched; the secret itself is nowhere.
create table api_key (
	id varchar(16) not null primary key,
	name varchar(100) not null,
	secret_hash varchar(64) not null,
	scopes varchar(100) not null,
	requests_per_minute int,
	created_at timestamp(6) with time zone not null,
	created_by varchar(200) not null,
	expires_at timestamp(6) with time zone,
	revoked_at timestamp(6) with time zone
);
