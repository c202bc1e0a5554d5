-- Every version of every profile that a held file has, shown or not: what is shown is a function of these rows
-- (docs/decisions/0016). A file is known by its bytes: of two datasets with the same digest one has the rows, that
-- whose run was the later. Levels are kept for what is shown alone; the others are read again from their raw file.
create table profile_versions (
  dataset_id integer not null references datasets on delete cascade,
  -- N_PROF index in the file, from 0.
  profile_number integer not null,
  run_id uuid not null,
  platform_number varchar(20) not null,
  cycle_number integer not null,
  direction char(1) not null,
  source_kind varchar(10) not null,
  profile_index integer not null,
  data_mode char(1) not null,
  date_update timestamptz,
  level_count integer not null,
  value_count integer not null,
  flag_count integer not null,
  content_sha256 bytea not null,
  verdict_sha256 bytea not null,
  shown boolean not null,
  primary key (dataset_id, profile_number)
);
comment on table profile_versions is 'One row for each profile of the latest run over each held file, whether it is shown or not.';
comment on column profile_versions.dataset_id is 'The dataset of the file; of two with the same bytes, that of the later run.';
comment on column profile_versions.profile_number is 'Index along N_PROF in the file, from 0.';
comment on column profile_versions.platform_number is 'PLATFORM_NUMBER.';
comment on column profile_versions.cycle_number is 'CYCLE_NUMBER.';
comment on column profile_versions.direction is 'DIRECTION: A ascending, D descending.';
comment on column profile_versions.source_kind is 'The family of the file: core, bgc or synthetic.';
comment on column profile_versions.profile_index is 'Counts the sub-profiles of one cycle in one file; 0 is the primary sampling.';
comment on column profile_versions.data_mode is 'DATA_MODE: R real time, A adjusted, D delayed mode.';
comment on column profile_versions.date_update is 'DATE_UPDATE of the file; null where it has none.';
comment on column profile_versions.content_sha256 is 'Digest of everything that the file delivers of the profile.';
comment on column profile_versions.verdict_sha256 is 'Digest of what the quality tests said of it.';
comment on column profile_versions.run_id is 'The run over the file that read the profile.';
comment on column profile_versions.level_count is 'Levels for which the file delivers a value.';
comment on column profile_versions.value_count is 'Values, raw and adjusted, that are not missing.';
comment on column profile_versions.flag_count is 'Flags, of raw and adjusted values, that are not blank.';
comment on column profile_versions.shown is 'Whether the row of profiles with this key is this version, counted to this dataset.';

-- Narrow: a cycle has a handful of versions.
create index profile_versions_cycle on profile_versions (platform_number, cycle_number);
-- The same bytes come as more than one dataset.
create index datasets_raw_file_sha256 on datasets (raw_file_sha256);

-- What is there is shown; which versions lost before this table existed is not known until their file is read again.
insert into profile_versions
select p.dataset_id, row_number() over (
    partition by p.dataset_id order by p.platform_number, p.cycle_number, p.direction, p.source_kind, p.profile_index) - 1,
  p.run_id, p.platform_number, p.cycle_number, p.direction, p.source_kind, p.profile_index, p.data_mode, p.date_update,
  coalesce(l.levels, 0), coalesce(v.value_count, 0), coalesce(v.flag_count, 0),
  decode(p.content_sha256, 'hex'), decode(p.verdict_sha256, 'hex'), true
from profiles p
  left join (select profile_id, count(*) as levels from measurements group by profile_id) l using (profile_id)
  left join (
    select profile_id,
      sum(coalesce(array_length(array_remove(raw, null), 1), 0) + coalesce(array_length(array_remove(adjusted, null), 1), 0)) as value_count,
      sum(length(replace(coalesce(qc, '') || coalesce(adjusted_qc, ''), ' ', ''))) as flag_count
    from profile_variables group by profile_id) v using (profile_id)
where p.dataset_id is not null;

-- Datasets that the writer has asked to be read again, because their version of a profile is the best and not shown.
create table rereads (
  dataset_id integer primary key references datasets on delete cascade,
  -- The run whose rows named the version: after another one it may be asked for again.
  run_id uuid not null,
  asked_at timestamptz not null default now()
);
comment on table rereads is 'Datasets whose raw file the writer has asked to have read again, for the levels of a version that is to be shown.';
comment on column rereads.dataset_id is 'The dataset that holds the version.';
comment on column rereads.run_id is 'The run whose rows named the version: after another one it may be asked for again.';
comment on column rereads.asked_at is 'When it was asked for last; not again for an hour.';
