-- Key of a model's files in the artifact store: each attempt of a job has its own. Null in models of earlier versions, whose
-- key is models/<id>.
alter table model add column artifact varchar(200);
