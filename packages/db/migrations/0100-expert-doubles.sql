-- A file may deliver doubles that reals do not hold (0006-doubles.sql: times within a cycle, raw counts of radiometers).
-- Mode expert is as delivered, so it has them too. Columns are added at the end: those that are there keep their types.
create or replace view argo.expert as
select
  p.platform_number, p.cycle_number, p.direction, p."timestamp", p.juld_qc, p.latitude, p.longitude, p.position_qc,
  p.geom, p.source_kind, p.profile_index, p.vertical_sampling_scheme, p.profile_id, l.level, v.parameter, v.units,
  v.data_mode, l.value, l.qc, l.adjusted, l.adjusted_qc, l.adjusted_error, l.failed_tests, l.proposed_qc,
  l.value_double, l.adjusted_double, l.adjusted_error_double
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
      end as proposed_qc,
    u.value_double, u.adjusted_double, u.adjusted_error_double
  -- A text as an array of its characters is split once; substr would count from its beginning at every level.
  from unnest(v.raw, string_to_array(v.qc, null), v.adjusted, string_to_array(v.adjusted_qc, null), v.adjusted_error,
    v.failed_tests, string_to_array(v.proposed_qc, null), string_to_array(m.proposed_qc, null),
    v.raw_double, v.adjusted_double, v.adjusted_error_double) with ordinality
    as u (value, qc, adjusted, adjusted_qc, adjusted_error, failed_tests, proposed_qc, of_mission, value_double,
      adjusted_double, adjusted_error_double, number)
) as l
where l.value is not null or l.adjusted is not null or l.qc is not null or l.adjusted_qc is not null;

comment on column argo.expert.value_double is
  'The raw value as delivered, where the file has doubles and reals do not hold all of them. Missing: null for all other parameters: then value is exact.';
comment on column argo.expert.adjusted_double is
  'The adjusted value as delivered, where the file has doubles and reals do not hold all of them. Missing: null for all other parameters: then adjusted is exact.';
comment on column argo.expert.adjusted_error_double is
  'The error of the adjusted value as delivered, where the file has doubles and reals do not hold all of them. Missing: null for all other parameters: then adjusted_error is exact.';
