-- Share of its steps after which a job is evaluated and pauses; null: it runs to its end.
alter table job add column pause_at double precision;
-- JSON: what a run of a halving search reached at each rung; null without one.
alter table experiment_run add column rungs varchar;
