-- The flags that the quality tests would give, as a data centre writes them, beside the delivered ones; and what the
-- configuration of a float's mission tells against the values of its profiles (docs/decisions/0025).

alter table profile_variables add column proposed_qc text;
comment on column profile_variables.proposed_qc is 'The flag that the cleaner would give to each judged value, a character a level: 1, 2, 3 or 4, a blank without a value. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where it would give no other than 1, or judged before version 2.';

-- A version of a profile never changes: it is judged again where its mission is said to be another.
create table mission_judgements (
  profile_id integer primary key references profiles on delete cascade,
  mission jsonb not null
);
comment on table mission_judgements is 'By which mission a profile was judged, so that its levels are read once.';
comment on column mission_judgements.profile_id is 'The version of the profile.';
comment on column mission_judgements.mission is 'Profile and parking pressure (decibar), whether the float is a deep one, the model of its CTD.';

create table mission_verdicts (
  profile_id integer not null references profiles on delete cascade,
  parameter text not null,
  failed_tests integer[] not null,
  proposed_qc text not null,
  primary key (profile_id, parameter)
);
comment on table mission_verdicts is 'What the mission of the float, as its _meta.nc has it, tells against values of a profile: tests 19, 23 and the parking hook of 62. A function of the files that are held.';
comment on column mission_verdicts.profile_id is 'The version of the profile.';
comment on column mission_verdicts.parameter is 'Argo parameter name.';
comment on column mission_verdicts.failed_tests is 'Failed tests by the bits of quality_tests, an entry a level.';
comment on column mission_verdicts.proposed_qc is 'The flag that follows of it, a character a level: 1, 2, 3 or 4, a blank without a value.';

-- Every kind of profile has a mission.
comment on table floats_to_judge is 'Floats of which a profile came, was replaced or went, or of which the mission is said to be another, since they were judged by their neighbours and their mission.';
create or replace function request_judging() returns trigger language plpgsql as $$
begin
  insert into floats_to_judge (platform_number) select distinct platform_number from changed;
  return null;
end
$$;
-- So does what says the missions change: files come, are read again, are withdrawn and restored.
create trigger request_judging_missions_insert after insert on float_missions
  referencing new table as changed for each statement execute function request_judging();
create trigger request_judging_missions_delete after delete on float_missions
  referencing old table as changed for each statement execute function request_judging();
create trigger request_judging_sensors_insert after insert on float_sensors
  referencing new table as changed for each statement execute function request_judging();
create trigger request_judging_sensors_delete after delete on float_sensors
  referencing old table as changed for each statement execute function request_judging();
create function request_judging_of_held() returns trigger language plpgsql as $$
begin
  insert into floats_to_judge (platform_number)
  select platform_number from float_missions where dataset_id = new.dataset_id
  union select platform_number from float_sensors where dataset_id = new.dataset_id;
  return null;
end
$$;
create trigger request_judging_held after update on datasets
  for each row when (old.is_active is distinct from new.is_active) execute function request_judging_of_held();

-- The worst flag of each level: of the cleaner, of the mission, of the other cycles of the float.
create function proposed_flags(judged real[], flags text, of_mission text, of_cycles text) returns text
  language sql immutable parallel safe as $$
  select string_agg(
    case when value is null or value = 'NaN' then ' '
      else greatest('1' collate "C", nullif(flag, ' '), nullif(other, ' '), of_cycles) end, '' order by number)
  from unnest(judged, string_to_array(flags, null), string_to_array(of_mission, null))
    with ordinality as u (value, flag, other, number)
$$;
comment on function proposed_flags is 'The flags that our tests would give to the judged values, the worst of each level, a character a level.';

-- What the other cycles of a float tell against all of its TEMP or PSAL: 4 by test 18 (frozen), 3 by 16 (drift).
create function flag_of_cycles(tests integer) returns text language sql immutable parallel safe as $$
  select case when tests & (1 << 18) <> 0 then '4' when tests & (1 << 16) <> 0 then '3' end
$$;
comment on function flag_of_cycles is 'The flag that tests 16 and 18 give to a whole parameter; null for none.';

create or replace view argo.expert as
select
  p.platform_number, p.cycle_number, p.direction, p."timestamp", p.juld_qc, p.latitude, p.longitude, p.position_qc,
  p.geom, p.source_kind, p.profile_index, p.vertical_sampling_scheme, p.profile_id, l.level, v.parameter, v.units,
  v.data_mode, l.value, l.qc, l.adjusted, l.adjusted_qc, l.adjusted_error, l.failed_tests, l.proposed_qc
from public.profiles p
join public.profile_variables v on v.profile_id = p.profile_id
left join public.mission_verdicts m on m.profile_id = v.profile_id and m.parameter = v.parameter
left join public.neighbour_verdicts n on n.profile_id = v.profile_id
cross join lateral (
  select u.number::integer - 1 as level, u.value, u.adjusted, u.adjusted_error, coalesce(u.failed_tests, 0) as failed_tests,
    case when u.qc between '0' and '9' then u.qc::smallint end as qc,
    case when u.adjusted_qc between '0' and '9' then u.adjusted_qc::smallint end as adjusted_qc,
    case when case when v.data_mode = 'R' or p.source_kind = 'bgc' and v.parameter like 'PRES%' then u.value else u.adjusted end
        is not null
      then greatest('1' collate "C", nullif(u.proposed_qc, ' '), nullif(u.of_mission, ' '), public.flag_of_cycles(
        case v.parameter when 'TEMP' then n.temperature_tests when 'PSAL' then n.salinity_tests end))::smallint
      end as proposed_qc
  -- A text as an array of its characters is split once; substr would count from its beginning at every level.
  from unnest(v.raw, string_to_array(v.qc, null), v.adjusted, string_to_array(v.adjusted_qc, null), v.adjusted_error,
    v.failed_tests, string_to_array(v.proposed_qc, null), string_to_array(m.proposed_qc, null)) with ordinality
    as u (value, qc, adjusted, adjusted_qc, adjusted_error, failed_tests, proposed_qc, of_mission, number)
) as l
where l.value is not null or l.adjusted is not null or l.qc is not null or l.adjusted_qc is not null;
comment on column argo.expert.proposed_qc is 'The flag that our tests would give to the judged value (raw in mode R, else adjusted), the worst of all: 1 passed, 2 probably good, 3 probably bad, 4 bad. Beside the delivered flags, never in their place. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where there is no judged value. Profiles that a cleaner before version 2 judged have 1 until they are read again.';

-- What is there has not been judged by its mission.
insert into floats_to_judge (platform_number) select distinct platform_number from profiles;
