-- Every table, view and column says what it is: unit, Argo name, address in the NERC vocabulary, and what missing
-- means. `\d+`, GET /api/v1/dictionary and /llms.txt show it.

comment on schema argo is
  'Argo profiles for questions about the ocean: one cycle of a float counts once. Nothing else needs to be read to answer one.';

comment on view argo.cycles is
  'One row for each float, cycle and direction: when, where, in which mode, and which rows of profiles it is made of. The core profile with index 0 where there is one, else the synthetic, else the first of the B-file.';
comment on column argo.cycles.platform_number is
  'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';
comment on column argo.cycles.cycle_number is
  'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';
comment on column argo.cycles.direction is
  'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';
comment on column argo.cycles."timestamp" is
  'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';
comment on column argo.cycles.juld_qc is
  'Flag of the date. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: JULD_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';
comment on column argo.cycles.latitude is
  'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: null where the file has no position.';
comment on column argo.cycles.longitude is
  'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null where the file has no position.';
comment on column argo.cycles.position_qc is
  'Flag of the position; 8 is interpolated, as under ice. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: POSITION_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';
comment on column argo.cycles.geom is
  'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: null without a position on the globe.';
comment on column argo.cycles.data_mode is
  'R real time, A real time with adjusted values, D delayed mode. Argo: DATA_MODE. Missing: never.';
comment on column argo.cycles.profile_id is
  'The row of profiles that gives time, position and mode. Missing: never.';
comment on column argo.cycles.core_profile_id is
  'profile_id of the primary core profile, which gives pressure, temperature and salinity. Missing: null where no core file was ingested.';
comment on column argo.cycles.synthetic_profile_id is
  'profile_id of the synthetic profile, which gives the BGC values. Missing: null where there is none.';
comment on column argo.cycles.bgc_profile_ids is
  'profile_id of each sub-profile of the B-file, which give the BGC values. Missing: null where the synthetic profile does, or there is no B-file.';
comment on column argo.cycles.level_count is
  'Levels of the profile that gives time and position for which the file delivers anything. Missing: never.';
comment on column argo.cycles.profile_count is
  'Rows of profiles of this cycle, of all kinds and sub-profiles. Missing: never.';
comment on column argo.cycles.parameter_modes is
  'Data mode R, A or D by Argo parameter name. Argo: PARAMETER_DATA_MODE, or DATA_MODE for core. Missing: null where the profile has no parameter.';
comment on column argo.cycles.vertical_sampling_scheme is
  'How the levels were sampled. Argo: VERTICAL_SAMPLING_SCHEME. NVS: http://vocab.nerc.ac.uk/collection/R16/current/. Missing: null where blank or not in the format (before 3.0, synthetic).';
comment on column argo.cycles.positioning_system is
  'Argo: POSITIONING_SYSTEM. NVS: http://vocab.nerc.ac.uk/collection/R09/current/. Missing: null where blank.';
comment on column argo.cycles.data_centre is
  'Data centre in charge of the float. Argo: DATA_CENTRE. NVS: http://vocab.nerc.ac.uk/collection/R04/current/. Missing: null where blank.';
comment on column argo.cycles.project_name is
  'Argo: PROJECT_NAME. Missing: null where blank.';
comment on column argo.cycles.pi_name is
  'Principal investigator. Argo: PI_NAME. Missing: null where blank.';
comment on column argo.cycles.platform_type is
  'Model of the float. Argo: PLATFORM_TYPE. NVS: http://vocab.nerc.ac.uk/collection/R23/current/. Missing: null where no file says it.';
comment on column argo.cycles.wmo_inst_type is
  'WMO 1770 code of the instrument. Argo: WMO_INST_TYPE. NVS: http://vocab.nerc.ac.uk/collection/R08/current/. Missing: null where blank.';
comment on column argo.cycles.date_update is
  'When the data centre last changed the file, UTC. Argo: DATE_UPDATE. Missing: null where the file has none.';
comment on column argo.cycles.dataset_id is
  'The file that it came from, as in the HTTP interface. Missing: null where its dataset was deleted.';

comment on view argo.levels is
  'The best values of every cycle, core and BGC, with flags and failed tests, whatever their flag. Pressure, temperature and salinity come from the primary core profile; BGC values from the synthetic profile, or from the B-file where there is none, at levels of their own (source_kind). A level counts once.';
comment on column argo.levels.platform_number is
  'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';
comment on column argo.levels.cycle_number is
  'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';
comment on column argo.levels.direction is
  'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';
comment on column argo.levels."timestamp" is
  'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';
comment on column argo.levels.juld_qc is
  'Flag of the date. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: JULD_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';
comment on column argo.levels.latitude is
  'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: null where the file has no position.';
comment on column argo.levels.longitude is
  'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null where the file has no position.';
comment on column argo.levels.position_qc is
  'Flag of the position; 8 is interpolated, as under ice. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: POSITION_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';
comment on column argo.levels.geom is
  'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: null without a position on the globe.';
comment on column argo.levels.data_mode is
  'R real time, A real time with adjusted values, D delayed mode. Argo: DATA_MODE. Missing: never.';
comment on column argo.levels.source_kind is
  'Kind of file that it came from: core (Argo profile), bgc (B-Argo profile) or synthetic (Argo synthetic profile). Argo: DATA_TYPE. Missing: never.';
comment on column argo.levels.profile_id is
  'Names one version of a profile: a version that takes its place has another number. Missing: never.';
comment on column argo.levels.level is
  'Number of the level in the order of the file, from 0; N_LEVELS of the file. Missing: never.';
comment on column argo.levels.pressure is
  'Sea pressure, 0 at the surface; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: decibar. Argo: PRES. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PRES/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.levels.temperature is
  'Sea temperature in situ, ITS-90; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null on the levels of a BGC source beside a core profile (see ctd_temperature); null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.levels.salinity is
  'Practical salinity, PSS-78; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null on the levels of a BGC source beside a core profile (see ctd_salinity); null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.levels.dissolved_oxygen is
  'Dissolved oxygen; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: DOXY. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOXY/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.levels.chlorophyll is
  'Chlorophyll-A; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: mg/m3. Argo: CHLA. NVS: http://vocab.nerc.ac.uk/collection/R03/current/CHLA/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.levels.nitrate is
  'Nitrate; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: NITRATE. NVS: http://vocab.nerc.ac.uk/collection/R03/current/NITRATE/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.levels.ph is
  'pH in situ on the total scale; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: dimensionless. Argo: PH_IN_SITU_TOTAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PH_IN_SITU_TOTAL/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.levels.bbp700 is
  'Particle backscattering at 700 nm; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: m-1. Argo: BBP700. NVS: http://vocab.nerc.ac.uk/collection/R03/current/BBP700/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.levels.downwelling_irradiance is
  'Downwelling irradiance at 490 nm, or where the profile has none of that, photosynthetically available radiation; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: W/m^2/nm; microMoleQuanta/m^2/sec where it is DOWNWELLING_PAR. Argo: DOWN_IRRADIANCE490 or DOWNWELLING_PAR. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOWN_IRRADIANCE490/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.levels.pres_qc is
  'Flag of PRES beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: PRES_QC or PRES_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column argo.levels.temp_qc is
  'Flag of TEMP beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: TEMP_QC or TEMP_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null on the levels of a BGC source beside a core profile; null where the file gives no flag, or not for this level.';
comment on column argo.levels.psal_qc is
  'Flag of PSAL beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: PSAL_QC or PSAL_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null on the levels of a BGC source beside a core profile; null where the file gives no flag, or not for this level.';
comment on column argo.levels.doxy_qc is
  'Flag of DOXY beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: DOXY_QC or DOXY_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column argo.levels.chla_qc is
  'Flag of CHLA beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: CHLA_QC or CHLA_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column argo.levels.nitrate_qc is
  'Flag of NITRATE beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: NITRATE_QC or NITRATE_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column argo.levels.ph_qc is
  'Flag of PH_IN_SITU_TOTAL beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: PH_IN_SITU_TOTAL_QC or PH_IN_SITU_TOTAL_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column argo.levels.bbp700_qc is
  'Flag of BBP700 beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: BBP700_QC or BBP700_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column argo.levels.irradiance_qc is
  'Flag of DOWN_IRRADIANCE490 or DOWNWELLING_PAR beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: DOWN_IRRADIANCE490 or DOWNWELLING_PAR_QC or DOWN_IRRADIANCE490 or DOWNWELLING_PAR_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column argo.levels.ctd_temperature is
  'Temperature at this level whatever the row came from, to look at BGC values beside it. Beside a core profile the synthetic file interpolated it to the pressure of the BGC sensor: do not average it, and do not count it. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null where the source has none here (B-files have none at all).';
comment on column argo.levels.ctd_salinity is
  'Salinity at this level, as ctd_temperature. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null where the source has none here (B-files have none at all).';
comment on column argo.levels.outlier_tests is
  'Quality tests of this system that a value of the level failed: the sum of 1 << bit, bits as in quality_tests. Missing: never; 0 where none failed.';
comment on column argo.levels.is_outlier is
  'Whether a value of the level failed a quality test of this system. Missing: never.';

comment on table argo.sources is
  'Which rows of profiles make the cycles of this schema; kept by triggers on profiles.';
comment on column argo.sources.profile_id is
  'The row of profiles. Missing: never.';
comment on column argo.sources.beside_core is
  'Whether it gives BGC values beside a core profile, which has temperature and salinity. Missing: never.';
comment on column argo.sources.small_pressure_error is
  'Whether its pressures are in delayed mode with errors below 20 decibar at every level. Argo: PRES_ADJUSTED_ERROR. Missing: never.';
comment on column argo.sources.pressure_errors is
  'Error of the pressure, an entry for each level. Unit: decibar. Argo: PRES_ADJUSTED_ERROR. Missing: null where no level is below 20 in delayed mode, or all are.';
comment on column argo.sources.bgc_modes is
  'Parameter and its data mode, of the BGC parameters with columns of their own: DOXY A. Argo: PARAMETER_DATA_MODE. Missing: null for a core profile.';

comment on view argo.standard is
  'What most people want: argo.levels under the rules of argopy''s user mode standard. Date, position, pressure, temperature and salinity flagged 1 or 2; BGC values flagged 1, 2, 5 or 8 of profiles that are adjusted or delayed. Pressures are as in the files (argopy rounds them to 0.1).';
comment on column argo.standard.platform_number is
  'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';
comment on column argo.standard.cycle_number is
  'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';
comment on column argo.standard.direction is
  'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';
comment on column argo.standard."timestamp" is
  'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';
comment on column argo.standard.juld_qc is
  'Flag of the date. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: JULD_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';
comment on column argo.standard.latitude is
  'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: null where the file has no position.';
comment on column argo.standard.longitude is
  'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null where the file has no position.';
comment on column argo.standard.position_qc is
  'Flag of the position; 8 is interpolated, as under ice. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: POSITION_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';
comment on column argo.standard.geom is
  'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: null without a position on the globe.';
comment on column argo.standard.data_mode is
  'R real time, A real time with adjusted values, D delayed mode. Argo: DATA_MODE. Missing: never.';
comment on column argo.standard.source_kind is
  'Kind of file that it came from: core (Argo profile), bgc (B-Argo profile) or synthetic (Argo synthetic profile). Argo: DATA_TYPE. Missing: never.';
comment on column argo.standard.profile_id is
  'Names one version of a profile: a version that takes its place has another number. Missing: never.';
comment on column argo.standard.level is
  'Number of the level in the order of the file, from 0; N_LEVELS of the file. Missing: never.';
comment on column argo.standard.pressure is
  'Sea pressure, 0 at the surface; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: decibar. Argo: PRES. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PRES/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.standard.temperature is
  'Sea temperature in situ, ITS-90; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null on the levels of a BGC source beside a core profile (see ctd_temperature); null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.standard.salinity is
  'Practical salinity, PSS-78; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null on the levels of a BGC source beside a core profile (see ctd_salinity); null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.standard.dissolved_oxygen is
  'Dissolved oxygen; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: DOXY. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOXY/. Missing: null where its flag is not 1, 2, 5 or 8; null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.standard.chlorophyll is
  'Chlorophyll-A; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: mg/m3. Argo: CHLA. NVS: http://vocab.nerc.ac.uk/collection/R03/current/CHLA/. Missing: null where its flag is not 1, 2, 5 or 8; null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.standard.nitrate is
  'Nitrate; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: NITRATE. NVS: http://vocab.nerc.ac.uk/collection/R03/current/NITRATE/. Missing: null where its flag is not 1, 2, 5 or 8; null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.standard.ph is
  'pH in situ on the total scale; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: dimensionless. Argo: PH_IN_SITU_TOTAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PH_IN_SITU_TOTAL/. Missing: null where its flag is not 1, 2, 5 or 8; null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.standard.bbp700 is
  'Particle backscattering at 700 nm; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: m-1. Argo: BBP700. NVS: http://vocab.nerc.ac.uk/collection/R03/current/BBP700/. Missing: null where its flag is not 1, 2, 5 or 8; null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.standard.downwelling_irradiance is
  'Downwelling irradiance at 490 nm, or where the profile has none of that, photosynthetically available radiation; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: W/m^2/nm; microMoleQuanta/m^2/sec where it is DOWNWELLING_PAR. Argo: DOWN_IRRADIANCE490 or DOWNWELLING_PAR. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOWN_IRRADIANCE490/. Missing: null where its flag is not 1, 2, 5 or 8; null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.standard.ctd_temperature is
  'Temperature at this level whatever the row came from, to look at BGC values beside it. Beside a core profile the synthetic file interpolated it to the pressure of the BGC sensor: do not average it, and do not count it. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null where the source has none here (B-files have none at all).';
comment on column argo.standard.ctd_salinity is
  'Salinity at this level, as ctd_temperature. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null where the source has none here (B-files have none at all).';
comment on column argo.standard.outlier_tests is
  'Quality tests of this system that a value of the level failed: the sum of 1 << bit, bits as in quality_tests. Missing: never; 0 where none failed.';
comment on column argo.standard.is_outlier is
  'Whether a value of the level failed a quality test of this system. Missing: never.';

comment on view argo.research is
  'The strictest: argo.levels under the rules of argopy''s user mode research. Delayed mode only, flag 1, error of the pressure below 20 decibar; BGC values in delayed mode flagged 1, 5 or 8.';
comment on column argo.research.platform_number is
  'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';
comment on column argo.research.cycle_number is
  'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';
comment on column argo.research.direction is
  'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';
comment on column argo.research."timestamp" is
  'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';
comment on column argo.research.juld_qc is
  'Flag of the date. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: JULD_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';
comment on column argo.research.latitude is
  'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: null where the file has no position.';
comment on column argo.research.longitude is
  'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null where the file has no position.';
comment on column argo.research.position_qc is
  'Flag of the position; 8 is interpolated, as under ice. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: POSITION_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';
comment on column argo.research.geom is
  'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: null without a position on the globe.';
comment on column argo.research.data_mode is
  'R real time, A real time with adjusted values, D delayed mode. Argo: DATA_MODE. Missing: never.';
comment on column argo.research.source_kind is
  'Kind of file that it came from: core (Argo profile), bgc (B-Argo profile) or synthetic (Argo synthetic profile). Argo: DATA_TYPE. Missing: never.';
comment on column argo.research.profile_id is
  'Names one version of a profile: a version that takes its place has another number. Missing: never.';
comment on column argo.research.level is
  'Number of the level in the order of the file, from 0; N_LEVELS of the file. Missing: never.';
comment on column argo.research.pressure is
  'Sea pressure, 0 at the surface; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: decibar. Argo: PRES. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PRES/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.research.temperature is
  'Sea temperature in situ, ITS-90; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null on the levels of a BGC source beside a core profile (see ctd_temperature); null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.research.salinity is
  'Practical salinity, PSS-78; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null on the levels of a BGC source beside a core profile (see ctd_salinity); null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.research.dissolved_oxygen is
  'Dissolved oxygen; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: DOXY. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOXY/. Missing: null where its flag is not 1, 5 or 8 or its parameter is not in delayed mode; null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.research.chlorophyll is
  'Chlorophyll-A; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: mg/m3. Argo: CHLA. NVS: http://vocab.nerc.ac.uk/collection/R03/current/CHLA/. Missing: null where its flag is not 1, 5 or 8 or its parameter is not in delayed mode; null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.research.nitrate is
  'Nitrate; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: NITRATE. NVS: http://vocab.nerc.ac.uk/collection/R03/current/NITRATE/. Missing: null where its flag is not 1, 5 or 8 or its parameter is not in delayed mode; null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.research.ph is
  'pH in situ on the total scale; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: dimensionless. Argo: PH_IN_SITU_TOTAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PH_IN_SITU_TOTAL/. Missing: null where its flag is not 1, 5 or 8 or its parameter is not in delayed mode; null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.research.bbp700 is
  'Particle backscattering at 700 nm; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: m-1. Argo: BBP700. NVS: http://vocab.nerc.ac.uk/collection/R03/current/BBP700/. Missing: null where its flag is not 1, 5 or 8 or its parameter is not in delayed mode; null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.research.downwelling_irradiance is
  'Downwelling irradiance at 490 nm, or where the profile has none of that, photosynthetically available radiation; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: W/m^2/nm; microMoleQuanta/m^2/sec where it is DOWNWELLING_PAR. Argo: DOWN_IRRADIANCE490 or DOWNWELLING_PAR. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOWN_IRRADIANCE490/. Missing: null where its flag is not 1, 5 or 8 or its parameter is not in delayed mode; null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.research.ctd_temperature is
  'Temperature at this level whatever the row came from, to look at BGC values beside it. Beside a core profile the synthetic file interpolated it to the pressure of the BGC sensor: do not average it, and do not count it. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null where the source has none here (B-files have none at all).';
comment on column argo.research.ctd_salinity is
  'Salinity at this level, as ctd_temperature. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null where the source has none here (B-files have none at all).';
comment on column argo.research.outlier_tests is
  'Quality tests of this system that a value of the level failed: the sum of 1 << bit, bits as in quality_tests. Missing: never; 0 where none failed.';
comment on column argo.research.is_outlier is
  'Whether a value of the level failed a quality test of this system. Missing: never.';

comment on view argo.easy is
  'EasyOneArgo''s rule: primary core profiles whose date and position are flagged 1, 5 or 8, and of them the levels at which pressure, temperature and salinity are all flagged 1.';
comment on column argo.easy.platform_number is
  'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';
comment on column argo.easy.cycle_number is
  'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';
comment on column argo.easy.direction is
  'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';
comment on column argo.easy."timestamp" is
  'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';
comment on column argo.easy.juld_qc is
  'Flag of the date. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: JULD_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';
comment on column argo.easy.latitude is
  'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: null where the file has no position.';
comment on column argo.easy.longitude is
  'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null where the file has no position.';
comment on column argo.easy.position_qc is
  'Flag of the position; 8 is interpolated, as under ice. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: POSITION_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';
comment on column argo.easy.geom is
  'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: null without a position on the globe.';
comment on column argo.easy.data_mode is
  'R real time, A real time with adjusted values, D delayed mode. Argo: DATA_MODE. Missing: never.';
comment on column argo.easy.profile_id is
  'Names one version of a profile: a version that takes its place has another number. Missing: never.';
comment on column argo.easy.level is
  'Number of the level in the order of the file, from 0; N_LEVELS of the file. Missing: never.';
comment on column argo.easy.pressure is
  'Sea pressure, 0 at the surface; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: decibar. Argo: PRES. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PRES/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.easy.temperature is
  'Sea temperature in situ, ITS-90; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.easy.salinity is
  'Practical salinity, PSS-78; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column argo.easy.outlier_tests is
  'Quality tests of this system that a value of the level failed: the sum of 1 << bit, bits as in quality_tests. Missing: never; 0 where none failed.';
comment on column argo.easy.is_outlier is
  'Whether a value of the level failed a quality test of this system. Missing: never.';

comment on view argo.expert is
  'Everything as delivered, a row for each level and parameter of each sub-profile of each kind of file: raw, adjusted, error and flags. A cycle is in it as often as its files hold it.';
comment on column argo.expert.platform_number is
  'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';
comment on column argo.expert.cycle_number is
  'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';
comment on column argo.expert.direction is
  'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';
comment on column argo.expert."timestamp" is
  'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';
comment on column argo.expert.juld_qc is
  'Flag of the date. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: JULD_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';
comment on column argo.expert.latitude is
  'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: null where the file has no position.';
comment on column argo.expert.longitude is
  'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null where the file has no position.';
comment on column argo.expert.position_qc is
  'Flag of the position; 8 is interpolated, as under ice. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: POSITION_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';
comment on column argo.expert.geom is
  'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: null without a position on the globe.';
comment on column argo.expert.source_kind is
  'Kind of file that it came from: core (Argo profile), bgc (B-Argo profile) or synthetic (Argo synthetic profile). Argo: DATA_TYPE. Missing: never.';
comment on column argo.expert.profile_index is
  'Number of the sub-profile in its cycle and kind of file, 0 being the primary sampling. Argo: N_PROF. Missing: never.';
comment on column argo.expert.vertical_sampling_scheme is
  'How the levels were sampled. Argo: VERTICAL_SAMPLING_SCHEME. NVS: http://vocab.nerc.ac.uk/collection/R16/current/. Missing: null where blank or not in the format (before 3.0, synthetic).';
comment on column argo.expert.profile_id is
  'Names one version of a profile: a version that takes its place has another number. Missing: never.';
comment on column argo.expert.level is
  'Number of the level in the order of the file, from 0; N_LEVELS of the file. Missing: never.';
comment on column argo.expert.parameter is
  'Argo name of the parameter. Argo: STATION_PARAMETERS. NVS: http://vocab.nerc.ac.uk/collection/R03/current/. Missing: never.';
comment on column argo.expert.units is
  'Unit as the file gives it. Argo: attribute units. Missing: null where the file gives none.';
comment on column argo.expert.data_mode is
  'R, A or D of this parameter in this profile. Argo: PARAMETER_DATA_MODE or DATA_MODE. Missing: never.';
comment on column argo.expert.value is
  'Raw value. Unit: units. Argo: <PARAM>. Missing: null for the fill value.';
comment on column argo.expert.qc is
  'Flag of the raw value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: <PARAM>_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where blank.';
comment on column argo.expert.adjusted is
  'Adjusted value. Unit: units. Argo: <PARAM>_ADJUSTED. Missing: null for the fill value.';
comment on column argo.expert.adjusted_qc is
  'Flag of the adjusted value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: <PARAM>_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where blank.';
comment on column argo.expert.adjusted_error is
  'Error of the adjusted value. Unit: units. Argo: <PARAM>_ADJUSTED_ERROR. Missing: null for the fill value.';
comment on column argo.expert.failed_tests is
  'Quality tests of this system that the value failed, the sum of 1 << bit, bits as in argo.quality_tests. Missing: never; 0 where none failed.';

comment on view argo.floats is
  'One row for each float: where it was last, its first and last cycle, what it measures, in which mode its cycles are, its sensors.';
comment on column argo.floats.platform_number is
  'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';
comment on column argo.floats.wmo_id is
  'WMO number where platform_number is one, 5 to 7 digits. Missing: null where it is none.';
comment on column argo.floats.float_type is
  'core, BGC (measures anything biogeochemical) or deep (below 2,000 decibar). Missing: never.';
comment on column argo.floats.platform_type is
  'Model of the float. Argo: PLATFORM_TYPE. NVS: http://vocab.nerc.ac.uk/collection/R23/current/. Missing: null where no file says it.';
comment on column argo.floats.country is
  'Country of the data centre. Argo: DATA_CENTRE. Missing: null where no file says it.';
comment on column argo.floats.program is
  'Argo: PROGRAM_NAME of the meta-data file, or PROJECT_NAME. Missing: null where no file says it.';
comment on column argo.floats.deployment_date is
  'Launch, UTC. Argo: LAUNCH_DATE. Missing: null without a meta-data file.';
comment on column argo.floats.deployment_lat is
  'Unit: degree_north. Argo: LAUNCH_LATITUDE. Missing: null without a meta-data file.';
comment on column argo.floats.deployment_lon is
  'Unit: degree_east. Argo: LAUNCH_LONGITUDE. Missing: null without a meta-data file.';
comment on column argo.floats.cycle_count is
  'Cycles, ascending and descending apart. Missing: never; 0 where only a meta-data file was ingested.';
comment on column argo.floats.first_cycle is
  'Lowest CYCLE_NUMBER. Missing: null without cycles.';
comment on column argo.floats.last_cycle is
  'Highest CYCLE_NUMBER. Missing: null without cycles.';
comment on column argo.floats.first_timestamp is
  'Earliest date of a cycle, UTC. Argo: JULD. Missing: null without dates.';
comment on column argo.floats.last_timestamp is
  'Latest date of a cycle, UTC. Argo: JULD. Missing: null without dates.';
comment on column argo.floats.latest_position_timestamp is
  'Date of the cycle that gives the latest position. Missing: null without a valid position or its date.';
comment on column argo.floats.latitude is
  'Latest latitude. Unit: degree_north. Argo: LATITUDE. Missing: null without a valid position.';
comment on column argo.floats.longitude is
  'Latest longitude. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null without a valid position.';
comment on column argo.floats.geom is
  'Latest position as a point for PostGIS, WGS 84. Missing: null without a valid position.';
comment on column argo.floats.real_time_share is
  'Share of the cycles in mode R, 0 to 1. Argo: DATA_MODE. Missing: null without cycles.';
comment on column argo.floats.adjusted_share is
  'Share of the cycles in mode A, 0 to 1. Argo: DATA_MODE. Missing: null without cycles.';
comment on column argo.floats.delayed_share is
  'Share of the cycles in mode D, 0 to 1. Argo: DATA_MODE. Missing: null without cycles.';
comment on column argo.floats.parameters is
  'Argo names of all parameters in its profiles. Argo: STATION_PARAMETERS. NVS: http://vocab.nerc.ac.uk/collection/R03/current/. Missing: null without profiles.';
comment on column argo.floats.sensors is
  'Names of its sensors. Argo: SENSOR. NVS: http://vocab.nerc.ac.uk/collection/R25/current/. Missing: null without a meta-data file.';

comment on view argo.quality_tests is
  'The quality tests of this system: what the bits of outlier_tests and failed_tests stand for.';
comment on column argo.quality_tests.bit is
  'Number of the bit, from 0: the value 1 << bit. Missing: never.';
comment on column argo.quality_tests.test is
  'Number of the test in the Argo QC manuals. Missing: null for a test of this system''s own.';
comment on column argo.quality_tests.name is
  'Name of the test in the manual. Missing: never.';
comment on column argo.quality_tests.judges is
  'Argo parameters that it judges. Missing: never.';
comment on column argo.quality_tests.source is
  'Which rule was taken, and from where. Missing: never.';
comment on column argo.quality_tests.is_run is
  'Whether it is run; false where it needs more than one profile, or bathymetry. Missing: never.';

comment on view argo.dictionary is
  'What this schema says of itself: a row for each column.';
comment on column argo.dictionary.view is
  'Name of the view. Missing: never.';
comment on column argo.dictionary.position is
  'Number of the column in its view, from 1. Missing: never.';
comment on column argo.dictionary."column" is
  'Name of the column. Missing: never.';
comment on column argo.dictionary.type is
  'Type in PostgreSQL. Missing: never.';
comment on column argo.dictionary.view_comment is
  'What a row of the view is. Missing: never.';
comment on column argo.dictionary.comment is
  'What the column holds: unit, Argo name, address in the NERC vocabulary, what missing means. Missing: never.';

comment on table public.floats is
  'One row for each float that any file speaks of.';
comment on column public.floats.float_id is
  'Number of the float in this database. Missing: never.';
comment on column public.floats.platform_number is
  'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';
comment on column public.floats.wmo_id is
  'WMO number where platform_number is one, 5 to 7 digits. Missing: null where it is none.';
comment on column public.floats.float_type is
  'core, BGC (measures anything biogeochemical) or deep (below 2,000 decibar). Missing: never.';
comment on column public.floats.platform_type is
  'Model of the float. Argo: PLATFORM_TYPE. NVS: http://vocab.nerc.ac.uk/collection/R23/current/. Missing: null where no file says it.';
comment on column public.floats.country is
  'Country of the data centre. Argo: DATA_CENTRE. Missing: null where no file says it.';
comment on column public.floats.program is
  'Argo: PROGRAM_NAME of the meta-data file, or PROJECT_NAME. Missing: null where no file says it.';
comment on column public.floats.deployment_date is
  'Launch, UTC. Argo: LAUNCH_DATE. Missing: null without a meta-data file.';
comment on column public.floats.deployment_lat is
  'Unit: degree_north. Argo: LAUNCH_LATITUDE. Missing: null without a meta-data file.';
comment on column public.floats.deployment_lon is
  'Unit: degree_east. Argo: LAUNCH_LONGITUDE. Missing: null without a meta-data file.';
comment on column public.floats.metadata is
  'What the meta-data file says, as the record FloatMetadata. Missing: null without a meta-data file.';
comment on column public.floats.described_by is
  'Kind of file that gave deployment, country, program, platform_type and metadata: meta or profile. Missing: null where none did.';
comment on column public.floats.described_date_update is
  'DATE_UPDATE of that file. Missing: null where it has none.';
comment on column public.floats.created_at is
  'When the row was made. Missing: never.';
comment on column public.floats.updated_at is
  'When the row was changed last. Missing: never.';

comment on table public.datasets is
  'One row for each ingested NetCDF file and each zip.';
comment on column public.datasets.dataset_id is
  'Number of the dataset. Missing: never.';
comment on column public.datasets.file_id is
  'Id of the file on the topics. Missing: null for datasets of the Python service.';
comment on column public.datasets.parent_dataset_id is
  'The zip that the file was in. Missing: null for an upload of its own.';
comment on column public.datasets.name is
  'Name given at the upload, else the file''s. Missing: null for datasets of the Python service.';
comment on column public.datasets.source_filename is
  'Name of the file. Missing: null where unknown.';
comment on column public.datasets.raw_file_path is
  'Key of the raw file in the bucket. Missing: null where it was not kept.';
comment on column public.datasets.raw_file_size is
  'Size of the raw file. Unit: byte. Missing: null where unknown.';
comment on column public.datasets.raw_file_sha256 is
  'SHA-256 of the raw file, hexadecimal. Missing: null where unknown.';
comment on column public.datasets.ingestion_date is
  'When it was uploaded. Missing: never.';
comment on column public.datasets.date_range_start is
  'Earliest date of its profiles. Argo: JULD. Missing: null until it is written, or without dates.';
comment on column public.datasets.date_range_end is
  'Latest date of its profiles. Argo: JULD. Missing: null until it is written, or without dates.';
comment on column public.datasets.bbox is
  'Bounding box of its positions, WGS 84. Missing: null until it is written, or without positions.';
comment on column public.datasets.float_count is
  'Floats in the file. Missing: null until it is written.';
comment on column public.datasets.profile_count is
  'Profiles in the file. Missing: null until it is written.';
comment on column public.datasets.measurement_count is
  'Levels for which the file delivers anything. Missing: null until it is written.';
comment on column public.datasets.outlier_count is
  'Levels of which a value failed a quality test. Missing: null until it is written.';
comment on column public.datasets.variable_list is
  'Argo names of its parameters. NVS: http://vocab.nerc.ac.uk/collection/R03/current/. Missing: null until it is written.';
comment on column public.datasets.test_counts is
  'How many values failed which test, by parameter. Missing: null until it is written.';
comment on column public.datasets.summary_text is
  'Summary in a sentence or two. Missing: null until it is summarized.';
comment on column public.datasets.summary_source is
  'Who wrote the summary: llm or template. Missing: null until it is summarized.';
comment on column public.datasets.is_active is
  'Whether it counts as held. Missing: never.';
comment on column public.datasets.dataset_version is
  'Version, from 1. Missing: never.';
comment on column public.datasets.written_run_id is
  'The run that wrote it last. Missing: null until it is written.';
comment on column public.datasets.written_event is
  'The event DatasetWritten that was sent of it. Missing: null until it is written.';
comment on column public.datasets.created_at is
  'When the row was made. Missing: never.';
comment on column public.datasets.summary_run_id is
  'The run that the summary is of. Missing: null until it is summarized.';
comment on column public.datasets.summary_model is
  'The model that wrote the summary. Missing: null for a template.';

comment on table public.profiles is
  'One row for each profile of a cycle, kind of file and sub-profile, in the best of its versions. A cycle has several: argo.cycles counts it once.';
comment on column public.profiles.profile_id is
  'Names one version of a profile: a version that takes its place has another number. Missing: never.';
comment on column public.profiles.float_id is
  'The float in floats. Missing: never.';
comment on column public.profiles.platform_number is
  'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';
comment on column public.profiles.cycle_number is
  'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';
comment on column public.profiles.direction is
  'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';
comment on column public.profiles.source_kind is
  'Kind of file that it came from: core (Argo profile), bgc (B-Argo profile) or synthetic (Argo synthetic profile). Argo: DATA_TYPE. Missing: never.';
comment on column public.profiles.profile_index is
  'Number of the sub-profile in its cycle and kind of file, 0 being the primary sampling. Argo: N_PROF. Missing: never.';
comment on column public.profiles.juld_raw is
  'Date as the file has it. Unit: days since 1950-01-01T00:00Z. Argo: JULD. Missing: null for the fill value.';
comment on column public.profiles."timestamp" is
  'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';
comment on column public.profiles.timestamp_missing is
  'Whether the file has no date. Missing: never.';
comment on column public.profiles.juld_qc is
  'Flag of the date. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: JULD_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';
comment on column public.profiles.juld_location is
  'Date of the fix. Unit: days since 1950-01-01T00:00Z. Argo: JULD_LOCATION. Missing: null for the fill value.';
comment on column public.profiles.latitude is
  'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: null where the file has no position.';
comment on column public.profiles.longitude is
  'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null where the file has no position.';
comment on column public.profiles.position_qc is
  'Flag of the position; 8 is interpolated, as under ice. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: POSITION_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';
comment on column public.profiles.position_invalid is
  'Whether the position is missing, not on the globe, or flagged 3 or 4. Missing: never.';
comment on column public.profiles.geom is
  'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: null without a position on the globe.';
comment on column public.profiles.positioning_system is
  'Argo: POSITIONING_SYSTEM. NVS: http://vocab.nerc.ac.uk/collection/R09/current/. Missing: null where blank.';
comment on column public.profiles.data_mode is
  'R real time, A real time with adjusted values, D delayed mode. Argo: DATA_MODE. Missing: never.';
comment on column public.profiles.vertical_sampling_scheme is
  'How the levels were sampled. Argo: VERTICAL_SAMPLING_SCHEME. NVS: http://vocab.nerc.ac.uk/collection/R16/current/. Missing: null where blank or not in the format (before 3.0, synthetic).';
comment on column public.profiles.data_centre is
  'Data centre in charge of the float. Argo: DATA_CENTRE. NVS: http://vocab.nerc.ac.uk/collection/R04/current/. Missing: null where blank.';
comment on column public.profiles.data_state_indicator is
  'Degree of processing. Argo: DATA_STATE_INDICATOR. NVS: http://vocab.nerc.ac.uk/collection/R06/current/. Missing: null where blank.';
comment on column public.profiles.project_name is
  'Argo: PROJECT_NAME. Missing: null where blank.';
comment on column public.profiles.pi_name is
  'Principal investigator. Argo: PI_NAME. Missing: null where blank.';
comment on column public.profiles.platform_type is
  'Model of the float. Argo: PLATFORM_TYPE. NVS: http://vocab.nerc.ac.uk/collection/R23/current/. Missing: null where no file says it.';
comment on column public.profiles.wmo_inst_type is
  'WMO 1770 code of the instrument. Argo: WMO_INST_TYPE. NVS: http://vocab.nerc.ac.uk/collection/R08/current/. Missing: null where blank.';
comment on column public.profiles.config_mission_number is
  'Which configuration the cycle used. Argo: CONFIG_MISSION_NUMBER. Missing: null for the fill value.';
comment on column public.profiles.format_version is
  'Argo: FORMAT_VERSION. Missing: null where blank.';
comment on column public.profiles.profile_qc is
  'Letter A to F by parameter: how many of its levels are good. Argo: PROFILE_<PARAM>_QC. NVS: http://vocab.nerc.ac.uk/collection/RP2/current/. Missing: null where the file gives none.';
comment on column public.profiles.level_count is
  'Levels up to the last for which the file delivers anything. Argo: N_LEVELS. Missing: never.';
comment on column public.profiles.failed_tests is
  'Quality tests that date or position failed, the sum of 1 << bit. Missing: never; 0 where none failed.';
comment on column public.profiles.date_update is
  'When the data centre last changed the file, UTC. Argo: DATE_UPDATE. Missing: null where the file has none.';
comment on column public.profiles.content_sha256 is
  'SHA-256 of what the file says of the profile. Missing: never.';
comment on column public.profiles.verdict_sha256 is
  'SHA-256 of what the quality tests say of it. Missing: never.';
comment on column public.profiles.run_id is
  'The run that wrote it. Missing: never.';
comment on column public.profiles.dataset_id is
  'The file that it came from, as in the HTTP interface. Missing: null where its dataset was deleted.';
comment on column public.profiles.created_at is
  'When the row was made. Missing: never.';
comment on column public.profiles.updated_at is
  'When the row was changed last. Missing: never.';

comment on view public.cycle_sources is
  'What argo.sources is kept from: which rows of profiles make the cycles, as a question.';
comment on column public.cycle_sources.profile_id is
  'Names one version of a profile: a version that takes its place has another number. Missing: never.';
comment on column public.cycle_sources.platform_number is
  'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';
comment on column public.cycle_sources.cycle_number is
  'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';
comment on column public.cycle_sources.direction is
  'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';
comment on column public.cycle_sources.beside_core is
  'Whether it gives BGC values beside a core profile, which has temperature and salinity. Missing: never.';
comment on column public.cycle_sources.small_pressure_error is
  'Whether its pressures are in delayed mode with errors below 20 decibar at every level. Argo: PRES_ADJUSTED_ERROR. Missing: never.';
comment on column public.cycle_sources.pressure_errors is
  'Error of the pressure, an entry for each level. Unit: decibar. Argo: PRES_ADJUSTED_ERROR. Missing: null where no level is below 20 in delayed mode, or all are.';
comment on column public.cycle_sources.bgc_modes is
  'Parameter and its data mode, of the BGC parameters with columns of their own: DOXY A. Argo: PARAMETER_DATA_MODE. Missing: null for a core profile.';

comment on table public.measurements is
  'One row for each level of each row of profiles for which the file delivers anything: best values. argo.levels chooses those of a cycle.';
comment on column public.measurements.profile_id is
  'Names one version of a profile: a version that takes its place has another number. Missing: never.';
comment on column public.measurements.level is
  'Number of the level in the order of the file, from 0; N_LEVELS of the file. Missing: never.';
comment on column public.measurements.pressure is
  'Sea pressure, 0 at the surface; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: decibar. Argo: PRES. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PRES/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column public.measurements.temperature is
  'Sea temperature in situ, ITS-90; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column public.measurements.salinity is
  'Practical salinity, PSS-78; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column public.measurements.dissolved_oxygen is
  'Dissolved oxygen; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: DOXY. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOXY/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column public.measurements.chlorophyll is
  'Chlorophyll-A; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: mg/m3. Argo: CHLA. NVS: http://vocab.nerc.ac.uk/collection/R03/current/CHLA/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column public.measurements.nitrate is
  'Nitrate; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: NITRATE. NVS: http://vocab.nerc.ac.uk/collection/R03/current/NITRATE/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column public.measurements.ph is
  'pH in situ on the total scale; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: dimensionless. Argo: PH_IN_SITU_TOTAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PH_IN_SITU_TOTAL/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column public.measurements.bbp700 is
  'Particle backscattering at 700 nm; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: m-1. Argo: BBP700. NVS: http://vocab.nerc.ac.uk/collection/R03/current/BBP700/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column public.measurements.downwelling_irradiance is
  'Downwelling irradiance at 490 nm, or where the profile has none of that, photosynthetically available radiation; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: W/m^2/nm; microMoleQuanta/m^2/sec where it is DOWNWELLING_PAR. Argo: DOWN_IRRADIANCE490 or DOWNWELLING_PAR. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOWN_IRRADIANCE490/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';
comment on column public.measurements.pres_qc is
  'Flag of PRES beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: PRES_QC or PRES_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column public.measurements.temp_qc is
  'Flag of TEMP beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: TEMP_QC or TEMP_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column public.measurements.psal_qc is
  'Flag of PSAL beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: PSAL_QC or PSAL_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column public.measurements.doxy_qc is
  'Flag of DOXY beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: DOXY_QC or DOXY_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column public.measurements.chla_qc is
  'Flag of CHLA beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: CHLA_QC or CHLA_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column public.measurements.nitrate_qc is
  'Flag of NITRATE beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: NITRATE_QC or NITRATE_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column public.measurements.ph_qc is
  'Flag of PH_IN_SITU_TOTAL beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: PH_IN_SITU_TOTAL_QC or PH_IN_SITU_TOTAL_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column public.measurements.bbp700_qc is
  'Flag of BBP700 beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: BBP700_QC or BBP700_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column public.measurements.irradiance_qc is
  'Flag of DOWN_IRRADIANCE490 or DOWNWELLING_PAR beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: DOWN_IRRADIANCE490 or DOWNWELLING_PAR_QC or DOWN_IRRADIANCE490 or DOWNWELLING_PAR_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';
comment on column public.measurements.outlier_tests is
  'Quality tests of this system that a value of the level failed: the sum of 1 << bit, bits as in quality_tests. Missing: never; 0 where none failed.';
comment on column public.measurements.is_outlier is
  'Whether a value of the level failed a quality test of this system. Missing: never.';

comment on table public.profile_variables is
  'Every parameter of every profile as delivered; arrays and flags have an entry for each level.';
comment on column public.profile_variables.profile_id is
  'Names one version of a profile: a version that takes its place has another number. Missing: never.';
comment on column public.profile_variables.parameter is
  'Argo name of the parameter. Argo: STATION_PARAMETERS. NVS: http://vocab.nerc.ac.uk/collection/R03/current/. Missing: never.';
comment on column public.profile_variables.data_mode is
  'R, A or D of the parameter. Argo: PARAMETER_DATA_MODE or DATA_MODE. Missing: never.';
comment on column public.profile_variables.units is
  'Unit as the file gives it. Argo: attribute units. Missing: null where the file gives none.';
comment on column public.profile_variables.raw is
  'Values. Unit: units. Argo: <PARAM>. Missing: null as a whole without any, null in a place for the fill value.';
comment on column public.profile_variables.qc is
  'Flags, a character for each level. Argo: <PARAM>_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null as a whole without any, blank in a place.';
comment on column public.profile_variables.adjusted is
  'Values. Unit: units. Argo: <PARAM>_ADJUSTED. Missing: as raw.';
comment on column public.profile_variables.adjusted_qc is
  'Flags, a character for each level. Argo: <PARAM>_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: as qc.';
comment on column public.profile_variables.adjusted_error is
  'Errors. Unit: units. Argo: <PARAM>_ADJUSTED_ERROR. Missing: as raw.';
comment on column public.profile_variables.failed_tests is
  'Quality tests that each value failed, sums of 1 << bit. Missing: null where none failed.';

comment on table public.float_positions is
  'One row for each cycle with a valid position: the track of a float.';
comment on column public.float_positions.position_id is
  'Number of the row. Missing: never.';
comment on column public.float_positions.platform_number is
  'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';
comment on column public.float_positions.cycle_number is
  'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';
comment on column public.float_positions.direction is
  'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';
comment on column public.float_positions."timestamp" is
  'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';
comment on column public.float_positions.latitude is
  'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: never.';
comment on column public.float_positions.longitude is
  'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: never.';
comment on column public.float_positions.geom is
  'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: never.';

comment on table public.ingestion_jobs is
  'One row for each upload: a projection of the event stream.';
comment on column public.ingestion_jobs.job_id is
  'Id of the job. Missing: never.';
comment on column public.ingestion_jobs.dataset_id is
  'The dataset of the upload. Missing: null where it was deleted.';
comment on column public.ingestion_jobs.original_filename is
  'Name of the uploaded file. Missing: null where unknown.';
comment on column public.ingestion_jobs.raw_file_path is
  'Key of the raw file in the bucket. Missing: null where unknown.';
comment on column public.ingestion_jobs.status is
  'pending, running, succeeded or failed. Missing: never.';
comment on column public.ingestion_jobs.progress_pct is
  'Unit: percent. Missing: never.';
comment on column public.ingestion_jobs.profiles_total is
  'Profiles in all its files. Missing: null until they are counted.';
comment on column public.ingestion_jobs.profiles_ingested is
  'Profiles in the database. Missing: never.';
comment on column public.ingestion_jobs.error_log is
  'Why it failed, for people. Missing: null where it did not.';
comment on column public.ingestion_jobs.errors is
  'Files and profiles that could not be ingested. Missing: never; empty without any.';
comment on column public.ingestion_jobs.started_at is
  'When a stage first worked on it. Missing: null before.';
comment on column public.ingestion_jobs.completed_at is
  'When it ended. Missing: null before.';
comment on column public.ingestion_jobs.created_at is
  'When the row was made. Missing: never.';
comment on column public.ingestion_jobs.file_id is
  'The uploaded file on the topics. Missing: null for jobs of the Python service.';
comment on column public.ingestion_jobs.attempt is
  'Counts up with each retry. Missing: never.';
comment on column public.ingestion_jobs.stage is
  'Stage that works on it. Missing: null before and after.';
comment on column public.ingestion_jobs.stages is
  'Progress by stage. Missing: never; empty before the first.';
comment on column public.ingestion_jobs.file_counts is
  'Files of the job by status. Missing: never.';
comment on column public.ingestion_jobs.profiles_rejected is
  'Profiles that could not be ingested. Missing: never.';
comment on column public.ingestion_jobs.profiles_superseded is
  'Profiles that lost to a version that was there. Missing: never.';
comment on column public.ingestion_jobs.outlier_count is
  'Levels of which a value failed a quality test. Missing: never.';
comment on column public.ingestion_jobs.test_counts is
  'How many values failed which test, by parameter. Missing: never; empty without any.';
comment on column public.ingestion_jobs.warnings is
  'What is odd about its files. Missing: never; empty without any.';
comment on column public.ingestion_jobs.trace_id is
  'Trace of the upload. Missing: null without tracing.';
comment on column public.ingestion_jobs.revision is
  'Counts the changes of the row. Missing: never.';
comment on column public.ingestion_jobs.progressed_at is
  'When anything of the job changed last. Missing: never.';
comment on column public.ingestion_jobs.resent_attempt is
  'Attempt for which its event was sent again. Missing: null where it was not.';
comment on column public.ingestion_jobs.archive_filled is
  'What the dataset of a zip was last filled from. Missing: null where it was not.';

comment on table public.job_files is
  'One row for each file of a job, folded from its events.';
comment on column public.job_files.job_id is
  'The job. Missing: never.';
comment on column public.job_files.file_id is
  'The file. Missing: never.';
comment on column public.job_files.is_root is
  'Whether it is the upload itself. Missing: never.';
comment on column public.job_files.attempt is
  'Attempt of the job that it belongs to. Missing: never.';
comment on column public.job_files.member_number is
  'Number in the zip. Missing: null for the upload itself.';
comment on column public.job_files.filename is
  'Name, or path in the zip. Missing: never.';
comment on column public.job_files.dataset_id is
  'Its dataset. Missing: null until it is written.';
comment on column public.job_files.status is
  'pending, running, succeeded or failed. Missing: never.';
comment on column public.job_files.stage is
  'Stage that works on it. Missing: null before and after.';
comment on column public.job_files.progress_pct is
  'Unit: percent. Missing: never.';
comment on column public.job_files.profiles_total is
  'Profiles in it. Missing: null until they are counted.';
comment on column public.job_files.profiles_ingested is
  'Profiles in the database. Missing: never.';
comment on column public.job_files.profiles_rejected is
  'Profiles that could not be ingested. Missing: never.';
comment on column public.job_files.profiles_superseded is
  'Profiles that lost to a version that was there. Missing: never.';
comment on column public.job_files.outlier_count is
  'Levels of which a value failed a quality test. Missing: never.';
comment on column public.job_files.reason is
  'Why it failed. Missing: null where it did not.';
comment on column public.job_files.started_at is
  'When a stage first worked on it. Missing: null before.';
comment on column public.job_files.ended_at is
  'When it ended. Missing: null before.';
comment on column public.job_files.state is
  'What is folded from its events. Missing: never.';

comment on table public.job_files_rebuilt is
  'A rebuilt projection of job_files while it grows.';
comment on column public.job_files_rebuilt.job_id is
  'The job. Missing: never.';
comment on column public.job_files_rebuilt.file_id is
  'The file. Missing: never.';
comment on column public.job_files_rebuilt.is_root is
  'Whether it is the upload itself. Missing: never.';
comment on column public.job_files_rebuilt.attempt is
  'Attempt of the job that it belongs to. Missing: never.';
comment on column public.job_files_rebuilt.member_number is
  'Number in the zip. Missing: null for the upload itself.';
comment on column public.job_files_rebuilt.filename is
  'Name, or path in the zip. Missing: never.';
comment on column public.job_files_rebuilt.dataset_id is
  'Its dataset. Missing: null until it is written.';
comment on column public.job_files_rebuilt.status is
  'pending, running, succeeded or failed. Missing: never.';
comment on column public.job_files_rebuilt.stage is
  'Stage that works on it. Missing: null before and after.';
comment on column public.job_files_rebuilt.progress_pct is
  'Unit: percent. Missing: never.';
comment on column public.job_files_rebuilt.profiles_total is
  'Profiles in it. Missing: null until they are counted.';
comment on column public.job_files_rebuilt.profiles_ingested is
  'Profiles in the database. Missing: never.';
comment on column public.job_files_rebuilt.profiles_rejected is
  'Profiles that could not be ingested. Missing: never.';
comment on column public.job_files_rebuilt.profiles_superseded is
  'Profiles that lost to a version that was there. Missing: never.';
comment on column public.job_files_rebuilt.outlier_count is
  'Levels of which a value failed a quality test. Missing: never.';
comment on column public.job_files_rebuilt.reason is
  'Why it failed. Missing: null where it did not.';
comment on column public.job_files_rebuilt.started_at is
  'When a stage first worked on it. Missing: null before.';
comment on column public.job_files_rebuilt.ended_at is
  'When it ended. Missing: null before.';
comment on column public.job_files_rebuilt.state is
  'What is folded from its events. Missing: never.';

comment on table public.outbox is
  'Events that were recorded together with what they tell of, until the broker has acknowledged them.';
comment on column public.outbox.outbox_id is
  'Number in the order of recording. Missing: never.';
comment on column public.outbox.topic is
  'Topic without the prefix. Missing: never.';
comment on column public.outbox.record_type is
  'Avro record. Missing: never.';
comment on column public.outbox.record is
  'The event. Missing: never.';
comment on column public.outbox.dead_letter is
  'Reason and code of a dead letter. Missing: null for other events.';
comment on column public.outbox.traceparent is
  'Trace that the event carries on. Missing: null without one.';
comment on column public.outbox.job_id is
  'The job. Missing: never.';
comment on column public.outbox.created_at is
  'When the row was made. Missing: never.';

comment on table public.dead_letters is
  'Records that a stage could not handle, and what was done about them; their bytes are on the topic.';
comment on column public.dead_letters.topic is
  'Topic of the dead letter. Missing: never.';
comment on column public.dead_letters.partition is
  'Its partition. Missing: never.';
comment on column public.dead_letters.message_offset is
  'Its offset. Missing: never.';
comment on column public.dead_letters.stage is
  'Stage that gave it up. Missing: never.';
comment on column public.dead_letters.job_id is
  'The job. Missing: null where the record does not say.';
comment on column public.dead_letters.file_id is
  'The file. Missing: null where the record does not say.';
comment on column public.dead_letters.attempt is
  'Attempt of the job. Missing: null where the record does not say.';
comment on column public.dead_letters.filename is
  'Name of the file. Missing: null where the record does not say.';
comment on column public.dead_letters.reason_code is
  'Kind of failure. Missing: never.';
comment on column public.dead_letters.reason is
  'What happened, in a sentence. Missing: never.';
comment on column public.dead_letters.permanent is
  'Whether the same record would fail again. Missing: never.';
comment on column public.dead_letters.redrives is
  'How often it had been sent again before. Missing: never.';
comment on column public.dead_letters.original_topic is
  'Topic that the record was read from. Missing: never.';
comment on column public.dead_letters.original_partition is
  'Its partition there. Missing: never.';
comment on column public.dead_letters.original_offset is
  'Its offset there. Missing: never.';
comment on column public.dead_letters.happened_at is
  'When it failed. Missing: never.';
comment on column public.dead_letters.status is
  'open, redriven or discarded. Missing: never.';
comment on column public.dead_letters.handled_at is
  'When it was redriven or discarded. Missing: null while open.';
comment on column public.dead_letters.handled_by is
  'Who did. Missing: null while open.';
comment on column public.dead_letters.handled_reason is
  'Why it was discarded. Missing: null otherwise.';

comment on table public.schema_migrations is
  'The migrations that have run.';
comment on column public.schema_migrations.name is
  'File of the migration. Missing: never.';
comment on column public.schema_migrations.sha256 is
  'SHA-256 of its text. Missing: never.';
comment on column public.schema_migrations.applied_at is
  'When it ran. Missing: never.';
