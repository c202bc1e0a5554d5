-- Roles with what each part needs and no more. The parser, the cleaner and the summarizer have no database.
--
-- They cannot log in: make a user for each deployment and let it be a member.
--   create user gateway_production in role floatchat_gateway password '…';
-- Run by the owner of the tables, after every migration: `./floatchat database roles`. Running it again
-- changes nothing; what somebody granted to these roles by hand is taken back.

do $$
declare
  name text;
begin
  foreach name in array array[
    'floatchat_gateway', 'floatchat_writer', 'floatchat_mirror', 'floatchat_operator', 'floatchat_reader'
  ] loop
    begin
      execute format('create role %I nologin', name);
    exception when duplicate_object or unique_violation then
      null; -- Roles belong to the whole server: another database, or another run, has made it.
    end;
    execute format('revoke all on all tables in schema public from %I', name);
    execute format('revoke all on all sequences in schema public from %I', name);
    execute format('revoke all on schema public from %I', name);
    -- For all of them: PostGIS has its types and functions there.
    execute format('grant usage on schema public to %I', name);
    if to_regnamespace('argo') is not null then
      execute format('revoke all on all tables in schema argo from %I', name);
      execute format('revoke all on schema argo from %I', name);
    end if;
  end loop;
end
$$;

-- Nobody makes tables but their owner (the default since PostgreSQL 15).
revoke create on schema public from public;

-- Gateway: uploads, jobs, the outbox, what is told of datasets. It reads the science, and never writes it.
grant select, insert, update on ingestion_jobs, job_files, job_files_rebuilt to floatchat_gateway;
-- A rebuilt projection takes the place of the served one.
grant delete on job_files, job_files_rebuilt to floatchat_gateway;
grant select, insert, update, delete on outbox, bulk_in_flight to floatchat_gateway;
-- Operations over many files: asked for over HTTP, driven by one gateway at a time.
grant select, insert, update, delete on operations, operation_files, grey_list_floats to floatchat_gateway;
grant select on operation_changes to floatchat_gateway;
grant select, insert, update, delete on uploads to floatchat_gateway;
-- Keys are made, used and revoked; a key that was made is never taken away.
grant select, insert on api_keys to floatchat_gateway;
grant update (last_used_at, revoked_at, revoked_by) on api_keys to floatchat_gateway;
-- What was noted stays as it is; only how it ended is said later.
grant select, insert on audit_log to floatchat_gateway, floatchat_operator;
grant update (result, reason, ended_at) on audit_log to floatchat_gateway, floatchat_operator;
grant select, insert on dead_letters to floatchat_gateway;
grant update (status, handled_at, handled_by, handled_reason) on dead_letters to floatchat_gateway;
grant execute on function forget_dead_letters to floatchat_gateway;
grant select on floats, float_claims, datasets, profiles, profile_variables, profile_versions, measurements, float_positions
  to floatchat_gateway;
-- How profiles were made, missions and sensors.
grant select on profile_provenance, float_missions, float_sensors, float_configurations to floatchat_gateway;
grant select on neighbour_verdicts, mission_verdicts to floatchat_gateway;
grant insert (dataset_id, file_id, name, source_filename, raw_file_path, raw_file_size, raw_file_sha256)
  on datasets to floatchat_gateway;
-- Summaries; and for the dataset of a zip, what its members come to.
grant update (summary_text, summary_source, summary_model, summary_run_id,
    date_range_start, date_range_end, bbox, float_count, profile_count, measurement_count, outlier_count,
    variable_list, test_counts, written_run_id, written_event)
  on datasets to floatchat_gateway;
grant usage on sequence datasets_dataset_id_seq to floatchat_gateway;
-- What the writer has changed, until the topic profiles.changed has it.
grant select, delete on profile_changes to floatchat_gateway;
-- Requests to withdraw and restore, which the writer does.
grant select, insert, update (bytes_removed_at) on withdrawals to floatchat_gateway;

-- Writer: floats, profiles and what belongs to them, and the datasets that they came in. No jobs.
grant select, insert, update on floats, datasets to floatchat_writer;
-- A float goes with the last file that says anything of it.
grant delete on floats to floatchat_writer;
grant select, insert, update, delete on float_claims to floatchat_writer;
grant insert on profile_changes to floatchat_writer;
grant select, insert, update, delete on profiles, float_positions to floatchat_writer;
-- Versions are replaced whole: no level or variable is ever changed in its place.
grant select, insert, delete on profile_variables, measurements to floatchat_writer;
-- Versions of profiles: which are shown changes; what a file holds is said anew.
grant select, insert, update, delete on profile_versions to floatchat_writer;
-- What files say of how profiles were made, and of floats. Provenance goes with its version.
grant select, insert on profile_provenance to floatchat_writer;
grant select, insert, delete on float_missions, float_sensors to floatchat_writer;
-- Tests that need more than one profile: what changed is noted by whoever changes profiles, and judged.
grant select, insert, delete on floats_to_judge to floatchat_writer;
grant select, insert on neighbour_facts to floatchat_writer;
grant select, insert, update, delete on neighbour_verdicts to floatchat_writer;
-- And tests that need the mission of the float, of the _meta.nc file that holds.
grant select on float_configurations to floatchat_writer;
grant select, insert, update on mission_judgements to floatchat_writer;
grant select, insert, delete on mission_verdicts to floatchat_writer;
-- A file that holds the best version of a profile is asked for again.
grant select, insert, update on rereads to floatchat_writer;
grant insert on outbox to floatchat_writer;
-- What an operation changed is added up in the transaction that changes it.
grant select, insert, update on operation_changes to floatchat_writer;
-- Withdraws and restores; members of a withdrawn zip that come late are withdrawn with it.
grant select, insert, update on withdrawals to floatchat_writer;
-- Which job their events are counted to.
grant select (job_id, dataset_id, created_at) on ingestion_jobs to floatchat_writer;
grant usage on sequence profile_ids to floatchat_writer;

-- Mirror: what a source lists and which dataset has it; takes files in, and asks to withdraw, as the gateway does.
grant select, insert, update, delete on mirror_files to floatchat_mirror;
grant select, insert, update on mirror_sources, mirror_runs to floatchat_mirror;
grant select, insert on mirror_datasets to floatchat_mirror;
grant select, insert on datasets, ingestion_jobs, job_files, withdrawals to floatchat_mirror;
-- Which of its files wait for room; and an event is put where one of the same file waits.
grant select, insert, update on outbox to floatchat_mirror;
grant select on profiles, profile_versions to floatchat_mirror;
grant usage on sequence datasets_dataset_id_seq to floatchat_mirror;
grant select on mirror_sources, mirror_files, mirror_datasets, mirror_runs to floatchat_gateway;

-- Operator: finds dead letters and notes what was done about them (`./floatchat dlq`).
grant select on dead_letters to floatchat_operator;
-- A replay of many files waits in the bulk lane.
grant insert, select (bulk_file_id, record, traceparent), update (record, traceparent) on outbox to floatchat_operator;
grant update (status, handled_at, handled_by, handled_reason) on dead_letters to floatchat_operator;

-- Reader: a researcher's questions, and those of a model that writes SQL. Schema argo and no table behind it: its
-- views read with their owner's rights.
do $$
begin
  if to_regnamespace('argo') is not null then
    grant usage on schema argo to floatchat_reader, floatchat_gateway;
    grant select on all tables in schema argo to floatchat_reader, floatchat_gateway;
  end if;
  -- The reference table of quality tests, where the migrations have made it.
  if to_regclass('public.quality_tests') is not null then
    grant select on quality_tests to floatchat_gateway;
  end if;
end
$$;
