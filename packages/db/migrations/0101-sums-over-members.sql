-- What the job of a zip is summed up from stands in columns of its members: taken out of their packed states, once for
-- each round of events and each member, it cost as much as writing their levels.

alter table job_files add column run_id varchar(36), add column members_total integer, add column stage_times jsonb;
alter table job_files_rebuilt add column run_id varchar(36), add column members_total integer, add column stage_times jsonb;

update job_files set
  run_id = state #>> '{written,run_id}',
  members_total = (state #>> '{file,archive,members_total}')::integer,
  stage_times = (
    select jsonb_object_agg(stage, jsonb_build_object('began_at', told -> 'first_at', 'ended_at', told -> 'last_at'))
    from jsonb_each(state -> 'stages') as stages (stage, told))
where not is_root;

comment on column job_files.run_id is 'Its newest run that is in the database. Missing: null until it is written.';
comment on column job_files.members_total is 'NetCDF members that its zip names. Missing: null for the upload itself.';
comment on column job_files.stage_times is 'When each stage began with it and when it last spoke of it, milliseconds since 1970-01-01T00:00Z. Missing: null where none has spoken.';
comment on column job_files_rebuilt.run_id is 'Its newest run that is in the database. Missing: null until it is written.';
comment on column job_files_rebuilt.members_total is 'NetCDF members that its zip names. Missing: null for the upload itself.';
comment on column job_files_rebuilt.stage_times is 'When each stage began with it and when it last spoke of it, milliseconds since 1970-01-01T00:00Z. Missing: null where none has spoken.';
