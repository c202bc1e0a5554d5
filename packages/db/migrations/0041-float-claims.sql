-- What each held file says of each of its floats: a row of floats is the greatest of these, and goes with the last of
-- them. Beside them one row without a dataset for each float that was there before: which files said it is not known.
-- It is dropped as soon as held files say as much.
create table float_claims (
  dataset_id integer references datasets on delete cascade,
  platform_number varchar(20) not null,
  run_id uuid,
  float_type varchar(10) not null check (float_type in ('core', 'BGC', 'deep')),
  described_by varchar(10) check (described_by in ('meta', 'profile')),
  described_date_update timestamptz,
  deployment_date timestamptz,
  deployment_lat double precision,
  deployment_lon double precision,
  country varchar(100),
  program varchar(200),
  platform_type text,
  metadata jsonb
);
insert into float_claims
select null, platform_number, null, float_type, described_by, described_date_update, deployment_date, deployment_lat,
  deployment_lon, country, program, platform_type, metadata
from floats;
create index float_claims_dataset on float_claims (dataset_id);
create index float_claims_platform on float_claims (platform_number);

comment on table float_claims is 'What each held file says of each of its floats: floats has the greatest of it.';
comment on column float_claims.dataset_id is 'The dataset that has the versions of the file. Missing: null for what was said before these rows were kept.';
comment on column float_claims.platform_number is 'PLATFORM_NUMBER.';
comment on column float_claims.run_id is 'The run over the file that read it. Missing: null for what was said before these rows were kept.';
comment on column float_claims.float_type is 'core, deep or BGC.';
comment on column float_claims.described_by is 'meta or profile: the kind of file. Missing: null where the file says nothing more.';
comment on column float_claims.described_date_update is 'DATE_UPDATE of the file. Missing: null where it has none.';
comment on column float_claims.deployment_date is 'LAUNCH_DATE. Missing: null where it is not given.';
comment on column float_claims.deployment_lat is 'LAUNCH_LATITUDE. Unit: degree_north. Missing: null where it is not given.';
comment on column float_claims.deployment_lon is 'LAUNCH_LONGITUDE. Unit: degree_east. Missing: null where it is not given.';
comment on column float_claims.country is 'Country of DATA_CENTRE. Missing: null where it is not known.';
comment on column float_claims.program is 'PROJECT_NAME, or the program of a _meta.nc. Missing: null where it is not given.';
comment on column float_claims.platform_type is 'PLATFORM_TYPE. Missing: null where it is not given.';
comment on column float_claims.metadata is 'Everything that a _meta.nc says. Missing: null for other files.';
