-- Schema argo answers questions about the ocean; public holds what the files say. One cycle of a float comes in
-- several files (R or D, B, synthetic, _prof, _Sprof) and in several sub-profiles of one file; here it counts once.

-- Profiles come float by float, so a month is in every block range: BRIN found nothing.
drop index profiles_timestamp;
create index profiles_timestamp on profiles ("timestamp");

create schema argo;

-- Which rows of profiles make the cycles: the primary core profile, and with it the synthetic profile as the source of
-- BGC values, or where there is none the profiles of the B-file. With each, what the user modes ask of its parameters.
create view cycle_sources as
select p.profile_id, p.platform_number, p.cycle_number, p.direction,
  p.source_kind <> 'core' and exists (
    select from profiles o
    where o.platform_number = p.platform_number and o.cycle_number = p.cycle_number and o.direction = p.direction
      and o.source_kind = 'core' and o.profile_index = 0
  ) as beside_core,
  coalesce(pres.data_mode = 'D' and 20 > all (pres.adjusted_error), false) as small_pressure_error,
  -- Only where the error depends on the level.
  case when pres.data_mode = 'D' and 20 > any (pres.adjusted_error)
      and coalesce(20 <= any (pres.adjusted_error), true)
    then pres.adjusted_error end as pressure_errors,
  case when p.source_kind = 'core' then null else array(
    select v.parameter || ' ' || v.data_mode from profile_variables v
    where v.profile_id = p.profile_id and v.parameter in ('DOXY', 'CHLA', 'NITRATE', 'PH_IN_SITU_TOTAL', 'BBP700',
      'DOWN_IRRADIANCE490', 'DOWNWELLING_PAR')
    order by 1) end as bgc_modes
from profiles p
left join profile_variables pres on pres.profile_id = p.profile_id and pres.parameter = 'PRES'
where p.profile_index = 0 and p.source_kind in ('core', 'synthetic')
  or p.source_kind = 'bgc' and not exists (
    select from profiles o
    where o.platform_number = p.platform_number and o.cycle_number = p.cycle_number and o.direction = p.direction
      and o.source_kind = 'synthetic' and o.profile_index = 0);

-- The same, kept: decided while it is asked, PostgreSQL 15 plans none of it in parallel. By statement, in the
-- transaction that changes profiles (whose float is locked), after the profile_variables of the new ones
-- (0003-integrity-of-levels.sql), and always as a function of the profiles that are there.
create table argo.sources as
select profile_id, beside_core, small_pressure_error, pressure_errors, bgc_modes from cycle_sources;
alter table argo.sources add primary key (profile_id);

create function argo.choose_sources() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, public
  set enable_seqscan = off
as $$
declare
  others integer[];
begin
  if tg_op = 'DELETE' then
    delete from argo.sources where profile_id = any (array(select profile_id from changed));
  end if;
  -- What a profile of the cycle is to the others may have changed with it.
  others := array(
    select p.profile_id from (select distinct platform_number, cycle_number, direction from changed) c
    join profiles p using (platform_number, cycle_number, direction)
    where p.source_kind <> 'core');
  if cardinality(others) > 0 then
    delete from argo.sources where profile_id = any (others);
  end if;
  if tg_op = 'INSERT' then
    others := others || array(
      select profile_id from changed where source_kind = 'core' and profile_index = 0);
  end if;
  insert into argo.sources
  select profile_id, beside_core, small_pressure_error, pressure_errors, bgc_modes
  from cycle_sources where profile_id = any (others);
  return null;
end
$$;

create trigger choose_sources_insert after insert on profiles
  referencing new table as changed for each statement execute function argo.choose_sources();
create trigger choose_sources_delete after delete on profiles
  referencing old table as changed for each statement execute function argo.choose_sources();

create function argo.truncate_sources() returns trigger
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  truncate argo.sources;
  return null;
end
$$;
create trigger truncate_sources after truncate on profiles
  for each statement execute function argo.truncate_sources();

create view argo.levels as
select
  p.platform_number, p.cycle_number, p.direction, p."timestamp", p.juld_qc, p.latitude, p.longitude, p.position_qc,
  p.geom, p.data_mode, p.source_kind, p.profile_id, m.level,
  m.pressure,
  case when not s.beside_core then m.temperature end as temperature,
  case when not s.beside_core then m.salinity end as salinity,
  m.dissolved_oxygen, m.chlorophyll, m.nitrate, m.ph, m.bbp700, m.downwelling_irradiance,
  m.pres_qc,
  case when not s.beside_core then m.temp_qc end as temp_qc,
  case when not s.beside_core then m.psal_qc end as psal_qc,
  m.doxy_qc, m.chla_qc, m.nitrate_qc, m.ph_qc, m.bbp700_qc, m.irradiance_qc,
  m.temperature as ctd_temperature, m.salinity as ctd_salinity, m.outlier_tests, m.is_outlier
from public.profiles p
join argo.sources s on s.profile_id = p.profile_id
join public.measurements m on m.profile_id = p.profile_id
-- Beside a core profile, a BGC source gives the levels at which it says something of BGC.
where not s.beside_core
  or coalesce(m.dissolved_oxygen, m.chlorophyll, m.nitrate, m.ph, m.bbp700, m.downwelling_irradiance) is not null
  or least(m.doxy_qc, m.chla_qc, m.nitrate_qc, m.ph_qc, m.bbp700_qc, m.irradiance_qc) < 9;

create view argo.cycles as
select
  p.platform_number, p.cycle_number, p.direction, p."timestamp", p.juld_qc, p.latitude, p.longitude, p.position_qc,
  p.geom, p.data_mode, p.profile_id,
  case when p.source_kind = 'core' then p.profile_id end as core_profile_id,
  case when p.source_kind = 'synthetic' then p.profile_id else s.profile_id end as synthetic_profile_id,
  case when p.source_kind = 'synthetic' or s.profile_id is not null then null else (
    select array_agg(b.profile_id order by b.profile_index) from public.profiles b
    where b.platform_number = p.platform_number and b.cycle_number = p.cycle_number and b.direction = p.direction
      and b.source_kind = 'bgc')
  end as bgc_profile_ids,
  (select count(*)::integer from public.measurements m where m.profile_id = p.profile_id) as level_count,
  (select count(*)::integer from public.profiles q
    where q.platform_number = p.platform_number and q.cycle_number = p.cycle_number and q.direction = p.direction
  ) as profile_count,
  (select jsonb_object_agg(v.parameter, v.data_mode order by (v.profile_id = p.profile_id))
    from public.profiles q join public.profile_variables v on v.profile_id = q.profile_id
    where q.platform_number = p.platform_number and q.cycle_number = p.cycle_number and q.direction = p.direction
      and (q.profile_id = p.profile_id or q.profile_id = s.profile_id or s.profile_id is null and q.source_kind = 'bgc')
  ) as parameter_modes,
  p.vertical_sampling_scheme, p.positioning_system, p.data_centre, p.project_name, p.pi_name, p.platform_type,
  p.wmo_inst_type, p.date_update, p.dataset_id
from public.profiles p
left join public.profiles s on p.source_kind = 'core' and s.source_kind = 'synthetic' and s.profile_index = 0
  and s.platform_number = p.platform_number and s.cycle_number = p.cycle_number and s.direction = p.direction
where p.profile_index = 0
  and (
    p.source_kind = 'core'
    or not exists (
      select from public.profiles o
      where o.platform_number = p.platform_number and o.cycle_number = p.cycle_number and o.direction = p.direction
        and o.profile_index = 0
        and (o.source_kind = 'core' or o.source_kind = 'synthetic' and p.source_kind = 'bgc'))
  );

-- argopy 1.5, user mode standard. For pressure, temperature and salinity: date, position and all three flags 1 or 2.
-- For BGC: flags 1, 2, 5 or 8 value by value, of a profile in which at least one of oxygen, chlorophyll, nitrate and pH
-- is adjusted or delayed, where it has any of them (their real-time values are not for use).
create view argo.standard as
select
  p.platform_number, p.cycle_number, p.direction, p."timestamp", p.juld_qc, p.latitude, p.longitude, p.position_qc,
  p.geom, p.data_mode, p.source_kind, p.profile_id, m.level,
  m.pressure,
  case when not s.beside_core and m.temp_qc in (1, 2) and (m.psal_qc in (1, 2) or m.psal_qc is null) then m.temperature end as temperature,
  case when not s.beside_core and m.temp_qc in (1, 2) and m.psal_qc in (1, 2) then m.salinity end as salinity,
  case when m.doxy_qc in (1, 2, 5, 8) then m.dissolved_oxygen end as dissolved_oxygen,
  case when m.chla_qc in (1, 2, 5, 8) then m.chlorophyll end as chlorophyll,
  case when m.nitrate_qc in (1, 2, 5, 8) then m.nitrate end as nitrate,
  case when m.ph_qc in (1, 2, 5, 8) then m.ph end as ph,
  case when m.bbp700_qc in (1, 2, 5, 8) then m.bbp700 end as bbp700,
  case when m.irradiance_qc in (1, 2, 5, 8) then m.downwelling_irradiance end as downwelling_irradiance,
  m.temperature as ctd_temperature, m.salinity as ctd_salinity, m.outlier_tests, m.is_outlier
from public.profiles p
join argo.sources s on s.profile_id = p.profile_id
join public.measurements m on m.profile_id = p.profile_id
where p.juld_qc in (1, 2) and p.position_qc in (1, 2) and m.pres_qc in (1, 2)
  and (
    p.source_kind = 'core'
    or not s.bgc_modes && '{CHLA R,DOXY R,NITRATE R,PH_IN_SITU_TOTAL R}'::text[]
    or s.bgc_modes && '{CHLA A,CHLA D,DOXY A,DOXY D,NITRATE A,NITRATE D,PH_IN_SITU_TOTAL A,PH_IN_SITU_TOTAL D}'::text[]
  )
  and (
    not s.beside_core and m.temp_qc in (1, 2) and (m.psal_qc in (1, 2) or m.psal_qc is null)
    or p.source_kind <> 'core' and (
      m.doxy_qc in (1, 2, 5, 8)
      or m.chla_qc in (1, 2, 5, 8)
      or m.nitrate_qc in (1, 2, 5, 8)
      or m.ph_qc in (1, 2, 5, 8)
      or m.bbp700_qc in (1, 2, 5, 8)
      or m.irradiance_qc in (1, 2, 5, 8))
  );

-- argopy 1.5, user mode research: delayed mode, date, position, pressure, temperature and salinity with flag 1, and an
-- error of the pressure below 20 dbar. BGC: delayed mode and flags 1, 5 or 8.
create view argo.research as
select
  p.platform_number, p.cycle_number, p.direction, p."timestamp", p.juld_qc, p.latitude, p.longitude, p.position_qc,
  p.geom, p.data_mode, p.source_kind, p.profile_id, m.level,
  m.pressure,
  case when not s.beside_core and m.temp_qc = 1 and (m.psal_qc = 1 or m.psal_qc is null) then m.temperature end as temperature,
  case when not s.beside_core and m.temp_qc = 1 and m.psal_qc = 1 then m.salinity end as salinity,
  case when m.doxy_qc in (1, 5, 8) and 'DOXY D' = any (s.bgc_modes) then m.dissolved_oxygen end as dissolved_oxygen,
  case when m.chla_qc in (1, 5, 8) and 'CHLA D' = any (s.bgc_modes) then m.chlorophyll end as chlorophyll,
  case when m.nitrate_qc in (1, 5, 8) and 'NITRATE D' = any (s.bgc_modes) then m.nitrate end as nitrate,
  case when m.ph_qc in (1, 5, 8) and 'PH_IN_SITU_TOTAL D' = any (s.bgc_modes) then m.ph end as ph,
  case when m.bbp700_qc in (1, 5, 8) and 'BBP700 D' = any (s.bgc_modes) then m.bbp700 end as bbp700,
  case when m.irradiance_qc in (1, 5, 8) and s.bgc_modes && '{DOWN_IRRADIANCE490 D,DOWNWELLING_PAR D}'::text[] then m.downwelling_irradiance end as downwelling_irradiance,
  m.temperature as ctd_temperature, m.salinity as ctd_salinity, m.outlier_tests, m.is_outlier
from public.profiles p
join argo.sources s on s.profile_id = p.profile_id
join public.measurements m on m.profile_id = p.profile_id
where p.juld_qc = 1 and p.position_qc = 1 and m.pres_qc = 1
  and (s.small_pressure_error or s.pressure_errors[m.level + 1] < 20)
  and (
    not s.beside_core and m.temp_qc = 1 and (m.psal_qc = 1 or m.psal_qc is null)
    or p.source_kind <> 'core' and (
      m.doxy_qc in (1, 5, 8) and 'DOXY D' = any (s.bgc_modes)
      or m.chla_qc in (1, 5, 8) and 'CHLA D' = any (s.bgc_modes)
      or m.nitrate_qc in (1, 5, 8) and 'NITRATE D' = any (s.bgc_modes)
      or m.ph_qc in (1, 5, 8) and 'PH_IN_SITU_TOTAL D' = any (s.bgc_modes)
      or m.bbp700_qc in (1, 5, 8) and 'BBP700 D' = any (s.bgc_modes)
      or m.irradiance_qc in (1, 5, 8) and s.bgc_modes && '{DOWN_IRRADIANCE490 D,DOWNWELLING_PAR D}'::text[])
  );

-- EasyOneArgo's rule (10.17882/42182, EasyOneArgoTS).
create view argo.easy as
select
  p.platform_number, p.cycle_number, p.direction, p."timestamp", p.juld_qc, p.latitude, p.longitude, p.position_qc,
  p.geom, p.data_mode, p.profile_id, m.level, m.pressure, m.temperature, m.salinity, m.outlier_tests, m.is_outlier
from public.profiles p
join public.measurements m on m.profile_id = p.profile_id
where p.source_kind = 'core' and p.profile_index = 0 and p.juld_qc in (1, 5, 8) and p.position_qc in (1, 5, 8)
  and m.pres_qc = 1 and m.temp_qc = 1 and m.psal_qc = 1;

-- argopy's user mode expert: nothing is chosen and nothing left out, every sub-profile and every parameter.
create view argo.expert as
select
  p.platform_number, p.cycle_number, p.direction, p."timestamp", p.juld_qc, p.latitude, p.longitude, p.position_qc,
  p.geom, p.source_kind, p.profile_index, p.vertical_sampling_scheme, p.profile_id, l.level, v.parameter, v.units,
  v.data_mode, l.value, l.qc, l.adjusted, l.adjusted_qc, l.adjusted_error, l.failed_tests
from public.profiles p
join public.profile_variables v on v.profile_id = p.profile_id
cross join lateral (
  select u.number::integer - 1 as level, u.value, u.adjusted, u.adjusted_error, coalesce(u.failed_tests, 0) as failed_tests,
    case when u.qc between '0' and '9' then u.qc::smallint end as qc,
    case when u.adjusted_qc between '0' and '9' then u.adjusted_qc::smallint end as adjusted_qc
  -- A text as an array of its characters is split once; substr would count from its beginning at every level.
  from unnest(v.raw, string_to_array(v.qc, null), v.adjusted, string_to_array(v.adjusted_qc, null), v.adjusted_error,
    v.failed_tests) with ordinality as u (value, qc, adjusted, adjusted_qc, adjusted_error, failed_tests, number)
) as l
where l.value is not null or l.adjusted is not null or l.qc is not null or l.adjusted_qc is not null;

create view argo.floats as
select
  f.platform_number, f.wmo_id, f.float_type, f.platform_type, f.country, f.program,
  f.deployment_date, f.deployment_lat, f.deployment_lon,
  c.cycle_count, c.first_cycle, c.last_cycle, c.first_timestamp, c.last_timestamp,
  latest."timestamp" as latest_position_timestamp, latest.latitude, latest.longitude, latest.geom,
  c.real_time_share, c.adjusted_share, c.delayed_share,
  (select array_agg(distinct v.parameter order by v.parameter)
    from public.profiles p join public.profile_variables v on v.profile_id = p.profile_id
    where p.platform_number = f.platform_number) as parameters,
  (select array_agg(s) from jsonb_array_elements_text(
    case jsonb_typeof(f.metadata -> 'sensors') when 'array' then f.metadata -> 'sensors' else '[]' end) as s) as sensors
from public.floats f
cross join lateral (
  select count(*)::integer as cycle_count, min(y.cycle_number) as first_cycle, max(y.cycle_number) as last_cycle,
    min(y."timestamp") as first_timestamp, max(y."timestamp") as last_timestamp,
    (count(*) filter (where y.data_mode = 'R'))::real / nullif(count(*), 0) as real_time_share,
    (count(*) filter (where y.data_mode = 'A'))::real / nullif(count(*), 0) as adjusted_share,
    (count(*) filter (where y.data_mode = 'D'))::real / nullif(count(*), 0) as delayed_share
  from argo.cycles y where y.platform_number = f.platform_number
) as c
left join lateral (
  select o."timestamp", o.latitude, o.longitude, o.geom from public.float_positions o
  where o.platform_number = f.platform_number
  order by o.cycle_number desc, o.direction limit 1
) as latest on true;

create view argo.quality_tests as select bit, test, name, judges, source, is_run from public.quality_tests;

-- What this schema says of itself, a row for each column, for people and for models that write SQL.
create view argo.dictionary as
select c.relname::text as view, a.attnum as position, a.attname::text as "column",
  format_type(a.atttypid, a.atttypmod) as type, obj_description(c.oid, 'pg_class') as view_comment,
  col_description(c.oid, a.attnum) as comment
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = 'argo'::regnamespace and c.relkind in ('v', 'r');
