-- The same rows, for less work a level. Of a core profile (whose bgc_modes are null) a level that is there at all has
-- passed the flags of temperature and salinity: they are not asked a second time for its values. And which sub-profiles
-- argo.sources can have is said of profiles too, so that the others are left before it is joined.

create or replace view argo.standard as
select
  p.platform_number, p.cycle_number, p.direction, p."timestamp", p.juld_qc, p.latitude, p.longitude, p.position_qc,
  p.geom, p.data_mode, p.source_kind, p.profile_id, m.level,
  m.pressure,
  case when s.bgc_modes is null or not s.beside_core and m.temp_qc between 1 and 2 and (m.psal_qc between 1 and 2 or m.psal_qc is null) then m.temperature end as temperature,
  case when m.psal_qc between 1 and 2 and (s.bgc_modes is null or not s.beside_core and m.temp_qc between 1 and 2) then m.salinity end as salinity,
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
where (p.profile_index = 0 or p.source_kind = 'bgc') and p.juld_qc between 1 and 2 and p.position_qc between 1 and 2 and m.pres_qc between 1 and 2
  and (
    p.source_kind = 'core'
    or not s.bgc_modes && '{CHLA R,DOXY R,NITRATE R,PH_IN_SITU_TOTAL R}'::text[]
    or s.bgc_modes && '{CHLA A,CHLA D,DOXY A,DOXY D,NITRATE A,NITRATE D,PH_IN_SITU_TOTAL A,PH_IN_SITU_TOTAL D}'::text[]
  )
  and case
    when not s.beside_core and m.temp_qc between 1 and 2 and (m.psal_qc between 1 and 2 or m.psal_qc is null) then true
    else p.source_kind <> 'core' and (
      m.doxy_qc in (1, 2, 5, 8)
      or m.chla_qc in (1, 2, 5, 8)
      or m.nitrate_qc in (1, 2, 5, 8)
      or m.ph_qc in (1, 2, 5, 8)
      or m.bbp700_qc in (1, 2, 5, 8)
      or m.irradiance_qc in (1, 2, 5, 8))
  end;

create or replace view argo.research as
select
  p.platform_number, p.cycle_number, p.direction, p."timestamp", p.juld_qc, p.latitude, p.longitude, p.position_qc,
  p.geom, p.data_mode, p.source_kind, p.profile_id, m.level,
  m.pressure,
  case when s.bgc_modes is null or not s.beside_core and m.temp_qc = 1 and (m.psal_qc = 1 or m.psal_qc is null) then m.temperature end as temperature,
  case when m.psal_qc = 1 and (s.bgc_modes is null or not s.beside_core and m.temp_qc = 1) then m.salinity end as salinity,
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
where (p.profile_index = 0 or p.source_kind = 'bgc') and p.juld_qc = 1 and p.position_qc = 1 and m.pres_qc = 1
  and (s.small_pressure_error or s.pressure_errors[m.level + 1] < 20)
  and case
    when not s.beside_core and m.temp_qc = 1 and (m.psal_qc = 1 or m.psal_qc is null) then true
    else p.source_kind <> 'core' and (
      m.doxy_qc in (1, 5, 8) and 'DOXY D' = any (s.bgc_modes)
      or m.chla_qc in (1, 5, 8) and 'CHLA D' = any (s.bgc_modes)
      or m.nitrate_qc in (1, 5, 8) and 'NITRATE D' = any (s.bgc_modes)
      or m.ph_qc in (1, 5, 8) and 'PH_IN_SITU_TOTAL D' = any (s.bgc_modes)
      or m.bbp700_qc in (1, 5, 8) and 'BBP700 D' = any (s.bgc_modes)
      or m.irradiance_qc in (1, 5, 8) and s.bgc_modes && '{DOWN_IRRADIANCE490 D,DOWNWELLING_PAR D}'::text[])
  end;
