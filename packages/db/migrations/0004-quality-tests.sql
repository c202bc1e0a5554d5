-- What the bits of measurements.outlier_tests, profiles.failed_tests and profile_variables.failed_tests stand for.
-- The cleaner's own table (services/cleaner/src/qualityTests.ts) is the source; a test there compares the two.
--
--   select m.level, t.name
--   from measurements m join quality_tests t on m.outlier_tests & (1 << t.bit) <> 0
--   where m.profile_id = 1;
create table quality_tests (
  bit smallint primary key check (bit between 0 and 30),
  test smallint unique,
  name text not null unique,
  judges text not null,
  source text not null,
  is_run boolean not null
);
comment on table quality_tests is 'The quality tests that the cleaner runs, by the bit that stands for a failed one.';
comment on column quality_tests.bit is 'Number of the bit in outlier_tests and failed_tests, from 0: the value 1 << bit.';
comment on column quality_tests.test is 'Number of the real-time test in the Argo QC manuals; null for the house''s own.';
comment on column quality_tests.name is 'The manual''s name of the test.';
comment on column quality_tests.judges is 'What it judges: Argo parameter names, or the profile''s date or position.';
comment on column quality_tests.source is 'Which rule was taken, and from where.';
comment on column quality_tests.is_run is 'False for a test whose bit is kept: it needs more than one profile, or bathymetry.';

insert into quality_tests (bit, test, name, judges, source, is_run) values
  (0, null, 'Physical bounds',
    'PRES, TEMP, PSAL, DOXY, CHLA, NITRATE, PH_IN_SITU_TOTAL',
    'Bounds of the Python service that this one replaces, inclusive', true),
  (2, 2, 'Impossible date',
    'JULD, JULD_LOCATION',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 2; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true),
  (3, 3, 'Impossible location',
    'LATITUDE, LONGITUDE',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 3; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true),
  (4, 4, 'Position on land',
    'LATITUDE, LONGITUDE',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 4: needs bathymetry', false),
  (5, 5, 'Impossible speed',
    'LATITUDE, LONGITUDE, JULD',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 5: needs the trajectory', false),
  (6, 6, 'Global range',
    'PRES, TEMP, PSAL, TEMP_DOXY, DOXY, CHLA, CHLA_FLUORESCENCE, PH_IN_SITU_TOTAL, NITRATE, DOWN_IRRADIANCE380/412/443/490/665, DOWNWELLING_PAR',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 6; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true),
  (7, 7, 'Regional range',
    'TEMP, TEMP_DOXY, PSAL',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 7; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true),
  (8, 8, 'Pressure increasing',
    'PRES, and with it every parameter of the level',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 8 as revised in January 2024; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true),
  (9, 9, 'Spike',
    'TEMP, PSAL, TEMP_DOXY, DOXY, PH_IN_SITU_TOTAL, NITRATE',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 9; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true),
  (11, 11, 'Gradient',
    'DOXY',
    'Argo QC manual for dissolved oxygen (10.13155/46542), test 11; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true),
  (12, 12, 'Digit rollover',
    'TEMP, TEMP_DOXY, PSAL',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 12; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true),
  (13, 13, 'Stuck value',
    'every parameter',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 13; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true),
  (14, 14, 'Density inversion',
    'TEMP, PSAL',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 14; add_rtqc_to_profile_file.m 6.5 (Coriolis); density by EOS-80', true),
  (15, 15, 'Grey list',
    'every parameter',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 15; add_rtqc_to_profile_file.m 6.5 (Coriolis); ar_greylist.txt', true),
  (16, 16, 'Gross salinity or temperature sensor drift',
    'TEMP, PSAL',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 16: needs the cycle before', false),
  (18, 18, 'Frozen profile',
    'TEMP, PSAL',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 18: needs the cycle before', false),
  (19, 19, 'Deepest pressure',
    'every parameter',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 19 as revised in April 2022; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true),
  (25, 25, 'MEDD (median with a distance)',
    'TEMP, PSAL',
    'Argo QC manual for CTD and trajectory data (10.13155/33951), test 25; MEDD specification 1.2; density by EOS-80', true),
  (27, 62, 'BBP',
    'BBP700',
    'Dall’Olmo et al. 2022 (10.12688/openreseurope.15047.2); add_bbp_rtqc_to_profile_file.m (Coriolis)', true),
  (28, 63, 'Chlorophyll negative spike',
    'CHLA',
    'Argo QC manual for chlorophyll-A (10.13155/35385), negative spike; ArgoCanada/medsrtqc chla.py', true);
