-- Tests that need more than one profile of a float: 5 impossible speed, 16 gross sensor drift, 18 frozen profile
-- (docs/decisions/0022). What changed is noted in the transaction that changed it, and judged after it.

-- Only ever added to: a writer never waits here for who judges.
create table floats_to_judge (
  request_id bigint generated always as identity primary key,
  platform_number varchar(20) not null,
  asked_at timestamptz not null default clock_timestamp()
);
create index floats_to_judge_platform on floats_to_judge (platform_number);
comment on table floats_to_judge is 'Floats of which a primary core profile came, was replaced or went since they were judged by their neighbours.';
comment on column floats_to_judge.request_id is 'Counts the requests.';
comment on column floats_to_judge.platform_number is 'WMO number of the float. Argo: PLATFORM_NUMBER.';
comment on column floats_to_judge.asked_at is 'When the profile came or went, UTC.';

create function request_judging() returns trigger language plpgsql as $$
begin
  insert into floats_to_judge (platform_number)
  select distinct platform_number from changed where source_kind = 'core' and profile_index = 0;
  return null;
end
$$;
create trigger request_judging_insert after insert on profiles
  referencing new table as changed for each statement execute function request_judging();
create trigger request_judging_delete after delete on profiles
  referencing old table as changed for each statement execute function request_judging();

-- A version of a profile never changes, and so these never do.
create table neighbour_facts (
  profile_id integer primary key references profiles on delete cascade,
  temperature jsonb,
  salinity jsonb
);
comment on table neighbour_facts is 'What tests 16 and 18 need of a profile, so that a float can be judged again without its levels.';
comment on column neighbour_facts.profile_id is 'The version of the profile.';
comment on column neighbour_facts.temperature is 'deepest: deepest good pressure; deep_mean: mean of good TEMP over the deepest 100 dbar; slabs: means of TEMP by 50 dbar. Unit: decibar, degree_Celsius. Missing: null without temperature.';
comment on column neighbour_facts.salinity is 'The same of PSAL. Unit: decibar, psu. Missing: null without salinity.';

create table neighbour_verdicts (
  profile_id integer primary key references profiles on delete cascade,
  failed_tests integer not null,
  temperature_tests integer not null,
  salinity_tests integer not null,
  reasons jsonb not null
);
comment on table neighbour_verdicts is 'Primary core profiles that failed a test beside the other cycles of their float. A function of the profiles that are shown.';
comment on column neighbour_verdicts.profile_id is 'The version of the profile.';
comment on column neighbour_verdicts.failed_tests is 'All tests that failed, by the bits of quality_tests.';
comment on column neighbour_verdicts.temperature_tests is 'Those that tell against every TEMP of the profile.';
comment on column neighbour_verdicts.salinity_tests is 'Those that tell against every PSAL of the profile.';
comment on column neighbour_verdicts.reasons is 'A sentence for each, a JSON array.';

-- What is there has not been judged.
insert into floats_to_judge (platform_number)
select distinct platform_number from profiles where source_kind = 'core' and profile_index = 0;
