-- How the profiles were made, as their files say it: history, calibrations, which tests the data centre performed and
-- failed; and of floats the configuration of their missions and their sensors. Apart from what is asked for often.
-- Of files that are held already it is known once they are read again.

create table profile_provenance (
  dataset_id integer not null,
  profile_number integer not null,
  tests_performed jsonb,
  tests_failed jsonb,
  history jsonb not null,
  history_left_out integer not null,
  calibrations jsonb not null,
  calibrations_left_out integer not null,
  primary key (dataset_id, profile_number),
  -- What a file holds is said anew as a whole.
  foreign key (dataset_id, profile_number) references profile_versions on delete cascade on update cascade
);
comment on table profile_provenance is 'One row for each recorded version of a profile of which the file says how it was made, whether it is shown or not.';
comment on column profile_provenance.dataset_id is 'The dataset of the file, as in profile_versions.';
comment on column profile_provenance.profile_number is 'Index along N_PROF in the file, from 0.';
comment on column profile_provenance.tests_performed is 'Numbers of the real-time tests that the data centre performed, a JSON array. Argo: HISTORY_QCTEST of the latest HISTORY_ACTION QCP$. NVS: http://vocab.nerc.ac.uk/collection/R11/current/. Missing: null where HISTORY does not say it.';
comment on column profile_provenance.tests_failed is 'Numbers of the tests of which the data centre says that something failed, a JSON array. Argo: HISTORY_QCTEST of the latest HISTORY_ACTION QCF$. Missing: null where HISTORY does not say it.';
comment on column profile_provenance.history is 'The latest entries of HISTORY_*, at most 200, by name: institution, step, software, software_release, reference, date (YYYYMMDDHHMISS, UTC), action, parameter, start_pres and stop_pres (decibar), previous_value, qctest.';
comment on column profile_provenance.history_left_out is 'Earlier entries that were left out.';
comment on column profile_provenance.calibrations is 'PARAMETER and SCIENTIFIC_CALIB_EQUATION, _COEFFICIENT, _COMMENT and _DATE that are not blank, at most 200, with the number of the calibration along N_CALIB.';
comment on column profile_provenance.calibrations_left_out is 'Calibrations that were left out.';

create table float_missions (
  dataset_id integer not null references datasets on delete cascade,
  mission_number integer not null,
  platform_number varchar(20) not null,
  date_update timestamptz,
  comment text,
  configuration jsonb not null,
  primary key (dataset_id, mission_number)
);
create index float_missions_platform on float_missions (platform_number);
comment on table float_missions is 'The configuration of a float, mission by mission, as a _meta.nc file has it. Of several files of a float the one with the newest date_update holds.';
comment on column float_missions.dataset_id is 'The dataset of the _meta.nc file.';
comment on column float_missions.mission_number is 'Number of the mission, as profiles.config_mission_number names it. Argo: CONFIG_MISSION_NUMBER.';
comment on column float_missions.platform_number is 'WMO number of the float. Argo: PLATFORM_NUMBER.';
comment on column float_missions.date_update is 'When the data centre last changed the file, UTC. Argo: DATE_UPDATE. Missing: null where the file has none.';
comment on column float_missions.comment is 'Argo: CONFIG_MISSION_COMMENT. Missing: null where blank.';
comment on column float_missions.configuration is 'Values by Argo name, in the unit that ends the name: CONFIG_ProfilePressure_dbar. Argo: CONFIG_PARAMETER_NAME, CONFIG_PARAMETER_VALUE. NVS: http://vocab.nerc.ac.uk/collection/R18/current/.';

create table float_sensors (
  dataset_id integer not null references datasets on delete cascade,
  sensor_number integer not null,
  platform_number varchar(20) not null,
  date_update timestamptz,
  sensor text not null,
  maker text,
  model text,
  serial_no text,
  primary key (dataset_id, sensor_number)
);
create index float_sensors_platform on float_sensors (platform_number);
comment on table float_sensors is 'The sensors of a float as a _meta.nc file lists them. Of several files of a float the one with the newest date_update holds.';
comment on column float_sensors.dataset_id is 'The dataset of the _meta.nc file.';
comment on column float_sensors.sensor_number is 'Place in the list of the file, from 0 (N_SENSOR).';
comment on column float_sensors.platform_number is 'WMO number of the float. Argo: PLATFORM_NUMBER.';
comment on column float_sensors.date_update is 'When the data centre last changed the file, UTC. Argo: DATE_UPDATE. Missing: null where the file has none.';
comment on column float_sensors.sensor is 'Argo: SENSOR. NVS: http://vocab.nerc.ac.uk/collection/R25/current/.';
comment on column float_sensors.maker is 'Argo: SENSOR_MAKER. NVS: http://vocab.nerc.ac.uk/collection/R26/current/. Missing: null where blank.';
comment on column float_sensors.model is 'Argo: SENSOR_MODEL. NVS: http://vocab.nerc.ac.uk/collection/R27/current/. Missing: null where blank.';
comment on column float_sensors.serial_no is 'Argo: SENSOR_SERIAL_NO. Missing: null where blank.';

-- Which of a float's _meta.nc files holds.
create view float_configurations as
select distinct on (f.platform_number) f.platform_number, d.dataset_id
from (
  select platform_number, dataset_id, date_update from float_missions
  union select platform_number, dataset_id, date_update from float_sensors
) f join datasets d using (dataset_id)
where d.is_active
order by f.platform_number, f.date_update desc nulls last, d.raw_file_sha256 desc, d.dataset_id;
comment on view float_configurations is 'For each float the dataset of the _meta.nc file that holds: the newest date_update, then a digest.';
comment on column float_configurations.platform_number is 'WMO number of the float. Argo: PLATFORM_NUMBER.';
comment on column float_configurations.dataset_id is 'The dataset whose float_missions and float_sensors hold.';
