-- A database at migration 0070 with one file in it, which began at 0005: a job, its profile, a summary, a dead letter, an event that waits.
-- Made by `pg_dump --inserts --no-owner --no-privileges`, without psql's own commands. A released state never changes.
--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: argo; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA argo;


--
-- Name: SCHEMA argo; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON SCHEMA argo IS 'Argo profiles for questions about the ocean: one cycle of a float counts once. Nothing else needs to be read to answer one.';


--
-- Name: postgis; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;


--
-- Name: EXTENSION postgis; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION postgis IS 'PostGIS geometry and geography spatial types and functions';


--
-- Name: choose_sources(); Type: FUNCTION; Schema: argo; Owner: -
--

CREATE FUNCTION argo.choose_sources() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public'
    SET enable_seqscan TO 'off'
    AS $$
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


--
-- Name: truncate_sources(); Type: FUNCTION; Schema: argo; Owner: -
--

CREATE FUNCTION argo.truncate_sources() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
begin
  truncate argo.sources;
  return null;
end
$$;


--
-- Name: delete_levels_of_profiles(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.delete_levels_of_profiles() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
begin
  delete from measurements where profile_id = any (array(select profile_id from old_profiles));
  return null;
end
$$;


--
-- Name: delete_levels_of_variables(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.delete_levels_of_variables() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
declare
  ids integer[] := array(select distinct profile_id from old_variables);
begin
  ids := array(
    select unnest(ids)
    except select profile_id from profiles where profile_id = any (ids)
    except select profile_id from profile_variables where profile_id = any (ids));
  if cardinality(ids) > 0 then
    delete from measurements where profile_id = any (ids);
  end if;
  return null;
end
$$;


--
-- Name: levels_have_profiles(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.levels_have_profiles() RETURNS trigger
    LANGUAGE plpgsql
    SET enable_seqscan TO 'off'
    AS $$
declare
  ids integer[] := array(select distinct profile_id from new_levels);
  there integer[];
begin
  -- Nobody may delete a profile between this look and our commit. A profile that this transaction has
  -- yet to make has no row to lock, and nobody else knows of it.
  there := array(select profile_id from profiles where profile_id = any (ids) order by profile_id for key share);
  ids := array(select unnest(ids) except select unnest(there));
  if cardinality(ids) > 0 then
    there := array(select distinct profile_id from profile_variables where profile_id = any (ids));
    ids := array(select unnest(ids) except select unnest(there));
  end if;
  if cardinality(ids) > 0 then
    raise foreign_key_violation using
      message = format('insert or update on table "measurements" names profile %s, which does not exist', ids[1]),
      table = 'measurements', column = 'profile_id', constraint = 'measurements_profile_id';
  end if;
  return null;
end
$$;


--
-- Name: notify_job_changed(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.notify_job_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  perform pg_notify('floatchat_job_changed', new.job_id::text);
  return null;
end $$;


--
-- Name: refuse_new_profile_id(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.refuse_new_profile_id() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  raise foreign_key_violation using
    message = format('profile_id of %s cannot be changed: delete the profile and insert it anew', tg_table_name);
end
$$;


--
-- Name: request_judging(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.request_judging() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  insert into floats_to_judge (platform_number)
  select distinct platform_number from changed where source_kind = 'core' and profile_index = 0;
  return null;
end
$$;


--
-- Name: truncate_levels(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.truncate_levels() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  -- Where one statement truncates both, this one is empty by now and may not be touched again.
  if exists (select from measurements) then
    truncate measurements;
  end if;
  return null;
end
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: measurements; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.measurements (
    profile_id integer NOT NULL,
    level integer NOT NULL,
    pressure real,
    temperature real,
    salinity real,
    dissolved_oxygen real,
    chlorophyll real,
    nitrate real,
    ph real,
    bbp700 real,
    downwelling_irradiance real,
    pres_qc smallint,
    temp_qc smallint,
    psal_qc smallint,
    doxy_qc smallint,
    chla_qc smallint,
    nitrate_qc smallint,
    ph_qc smallint,
    bbp700_qc smallint,
    irradiance_qc smallint,
    outlier_tests integer DEFAULT 0 NOT NULL,
    is_outlier boolean DEFAULT false NOT NULL
);


--
-- Name: TABLE measurements; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.measurements IS 'One row for each level of each row of profiles for which the file delivers anything: best values. argo.levels chooses those of a cycle.';


--
-- Name: COLUMN measurements.profile_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.profile_id IS 'Names one version of a profile: a version that takes its place has another number. Missing: never.';


--
-- Name: COLUMN measurements.level; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.level IS 'Number of the level in the order of the file, from 0; N_LEVELS of the file. Missing: never.';


--
-- Name: COLUMN measurements.pressure; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.pressure IS 'Sea pressure, 0 at the surface; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: decibar. Argo: PRES. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PRES/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN measurements.temperature; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.temperature IS 'Sea temperature in situ, ITS-90; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN measurements.salinity; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.salinity IS 'Practical salinity, PSS-78; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN measurements.dissolved_oxygen; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.dissolved_oxygen IS 'Dissolved oxygen; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: DOXY. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOXY/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN measurements.chlorophyll; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.chlorophyll IS 'Chlorophyll-A; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: mg/m3. Argo: CHLA. NVS: http://vocab.nerc.ac.uk/collection/R03/current/CHLA/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN measurements.nitrate; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.nitrate IS 'Nitrate; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: NITRATE. NVS: http://vocab.nerc.ac.uk/collection/R03/current/NITRATE/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN measurements.ph; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.ph IS 'pH in situ on the total scale; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: dimensionless. Argo: PH_IN_SITU_TOTAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PH_IN_SITU_TOTAL/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN measurements.bbp700; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.bbp700 IS 'Particle backscattering at 700 nm; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: m-1. Argo: BBP700. NVS: http://vocab.nerc.ac.uk/collection/R03/current/BBP700/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN measurements.downwelling_irradiance; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.downwelling_irradiance IS 'Downwelling irradiance at 490 nm, or where the profile has none of that, photosynthetically available radiation; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: W/m^2/nm; microMoleQuanta/m^2/sec where it is DOWNWELLING_PAR. Argo: DOWN_IRRADIANCE490 or DOWNWELLING_PAR. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOWN_IRRADIANCE490/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN measurements.pres_qc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.pres_qc IS 'Flag of PRES beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: PRES_QC or PRES_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN measurements.temp_qc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.temp_qc IS 'Flag of TEMP beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: TEMP_QC or TEMP_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN measurements.psal_qc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.psal_qc IS 'Flag of PSAL beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: PSAL_QC or PSAL_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN measurements.doxy_qc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.doxy_qc IS 'Flag of DOXY beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: DOXY_QC or DOXY_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN measurements.chla_qc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.chla_qc IS 'Flag of CHLA beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: CHLA_QC or CHLA_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN measurements.nitrate_qc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.nitrate_qc IS 'Flag of NITRATE beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: NITRATE_QC or NITRATE_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN measurements.ph_qc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.ph_qc IS 'Flag of PH_IN_SITU_TOTAL beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: PH_IN_SITU_TOTAL_QC or PH_IN_SITU_TOTAL_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN measurements.bbp700_qc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.bbp700_qc IS 'Flag of BBP700 beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: BBP700_QC or BBP700_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN measurements.irradiance_qc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.irradiance_qc IS 'Flag of DOWN_IRRADIANCE490 or DOWNWELLING_PAR beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: DOWN_IRRADIANCE490 or DOWNWELLING_PAR_QC or DOWN_IRRADIANCE490 or DOWNWELLING_PAR_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN measurements.outlier_tests; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.outlier_tests IS 'Quality tests of this system that a value of the level failed: the sum of 1 << bit, bits as in quality_tests. Missing: never; 0 where none failed.';


--
-- Name: COLUMN measurements.is_outlier; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.measurements.is_outlier IS 'Whether a value of the level failed a quality test of this system. Missing: never.';


--
-- Name: profile_variables; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.profile_variables (
    profile_id integer NOT NULL,
    parameter text NOT NULL,
    data_mode character(1) NOT NULL,
    units text,
    raw real[],
    qc text,
    adjusted real[],
    adjusted_qc text,
    adjusted_error real[],
    failed_tests integer[],
    raw_double double precision[],
    adjusted_double double precision[],
    adjusted_error_double double precision[],
    CONSTRAINT profile_variables_data_mode_check CHECK ((data_mode = ANY (ARRAY['R'::bpchar, 'A'::bpchar, 'D'::bpchar])))
);
ALTER TABLE ONLY public.profile_variables ALTER COLUMN raw SET COMPRESSION lz4;
ALTER TABLE ONLY public.profile_variables ALTER COLUMN qc SET COMPRESSION lz4;
ALTER TABLE ONLY public.profile_variables ALTER COLUMN adjusted SET COMPRESSION lz4;
ALTER TABLE ONLY public.profile_variables ALTER COLUMN adjusted_qc SET COMPRESSION lz4;
ALTER TABLE ONLY public.profile_variables ALTER COLUMN adjusted_error SET COMPRESSION lz4;
ALTER TABLE ONLY public.profile_variables ALTER COLUMN failed_tests SET COMPRESSION lz4;
ALTER TABLE ONLY public.profile_variables ALTER COLUMN raw_double SET COMPRESSION lz4;
ALTER TABLE ONLY public.profile_variables ALTER COLUMN adjusted_double SET COMPRESSION lz4;
ALTER TABLE ONLY public.profile_variables ALTER COLUMN adjusted_error_double SET COMPRESSION lz4;


--
-- Name: TABLE profile_variables; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.profile_variables IS 'Every parameter of every profile as delivered; arrays and flags have an entry for each level.';


--
-- Name: COLUMN profile_variables.profile_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_variables.profile_id IS 'Names one version of a profile: a version that takes its place has another number. Missing: never.';


--
-- Name: COLUMN profile_variables.parameter; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_variables.parameter IS 'Argo name of the parameter. Argo: STATION_PARAMETERS. NVS: http://vocab.nerc.ac.uk/collection/R03/current/. Missing: never.';


--
-- Name: COLUMN profile_variables.data_mode; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_variables.data_mode IS 'R, A or D of the parameter. Argo: PARAMETER_DATA_MODE or DATA_MODE. Missing: never.';


--
-- Name: COLUMN profile_variables.units; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_variables.units IS 'Unit as the file gives it. Argo: attribute units. Missing: null where the file gives none.';


--
-- Name: COLUMN profile_variables.raw; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_variables.raw IS 'Values. Unit: units. Argo: <PARAM>. Missing: null as a whole without any, null in a place for the fill value.';


--
-- Name: COLUMN profile_variables.qc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_variables.qc IS 'Flags, a character for each level. Argo: <PARAM>_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null as a whole without any, blank in a place.';


--
-- Name: COLUMN profile_variables.adjusted; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_variables.adjusted IS 'Values. Unit: units. Argo: <PARAM>_ADJUSTED. Missing: as raw.';


--
-- Name: COLUMN profile_variables.adjusted_qc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_variables.adjusted_qc IS 'Flags, a character for each level. Argo: <PARAM>_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: as qc.';


--
-- Name: COLUMN profile_variables.adjusted_error; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_variables.adjusted_error IS 'Errors. Unit: units. Argo: <PARAM>_ADJUSTED_ERROR. Missing: as raw.';


--
-- Name: COLUMN profile_variables.failed_tests; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_variables.failed_tests IS 'Quality tests that each value failed, sums of 1 << bit. Missing: null where none failed.';


--
-- Name: COLUMN profile_variables.raw_double; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_variables.raw_double IS 'Raw values as delivered, where reals do not hold all of them; null elsewhere: then raw has them.';


--
-- Name: COLUMN profile_variables.adjusted_double; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_variables.adjusted_double IS 'Adjusted values as delivered, where reals do not hold all of them; null elsewhere.';


--
-- Name: COLUMN profile_variables.adjusted_error_double; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_variables.adjusted_error_double IS 'Errors of the adjusted values, where reals do not hold all of them; null elsewhere.';


--
-- Name: profiles; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.profiles (
    profile_id integer NOT NULL,
    float_id integer NOT NULL,
    platform_number character varying(20) NOT NULL,
    cycle_number integer NOT NULL,
    direction character(1) NOT NULL,
    source_kind character varying(10) NOT NULL,
    profile_index smallint NOT NULL,
    juld_raw double precision,
    "timestamp" timestamp with time zone,
    timestamp_missing boolean DEFAULT false NOT NULL,
    juld_qc smallint,
    juld_location double precision,
    latitude double precision,
    longitude double precision,
    position_qc smallint,
    position_invalid boolean DEFAULT false NOT NULL,
    geom public.geography(Point,4326),
    positioning_system text,
    data_mode character(1) NOT NULL,
    vertical_sampling_scheme text,
    data_centre text,
    data_state_indicator text,
    project_name text,
    pi_name text,
    platform_type text,
    wmo_inst_type text,
    config_mission_number integer,
    format_version text,
    profile_qc jsonb,
    level_count integer NOT NULL,
    failed_tests integer DEFAULT 0 NOT NULL,
    date_update timestamp with time zone,
    content_sha256 character(64) NOT NULL,
    verdict_sha256 character(64) NOT NULL,
    run_id uuid NOT NULL,
    dataset_id integer,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT profiles_data_mode_check CHECK ((data_mode = ANY (ARRAY['R'::bpchar, 'A'::bpchar, 'D'::bpchar]))),
    CONSTRAINT profiles_direction_check CHECK ((direction = ANY (ARRAY['A'::bpchar, 'D'::bpchar]))),
    CONSTRAINT profiles_source_kind_check CHECK (((source_kind)::text = ANY (ARRAY[('core'::character varying)::text, ('bgc'::character varying)::text, ('synthetic'::character varying)::text])))
);


--
-- Name: TABLE profiles; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.profiles IS 'One row for each profile of a cycle, kind of file and sub-profile, in the best of its versions. A cycle has several: argo.cycles counts it once.';


--
-- Name: COLUMN profiles.profile_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.profile_id IS 'Names one version of a profile: a version that takes its place has another number. Missing: never.';


--
-- Name: COLUMN profiles.float_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.float_id IS 'The float in floats. Missing: never.';


--
-- Name: COLUMN profiles.platform_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';


--
-- Name: COLUMN profiles.cycle_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.cycle_number IS 'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';


--
-- Name: COLUMN profiles.direction; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.direction IS 'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';


--
-- Name: COLUMN profiles.source_kind; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.source_kind IS 'Kind of file that it came from: core (Argo profile), bgc (B-Argo profile) or synthetic (Argo synthetic profile). Argo: DATA_TYPE. Missing: never.';


--
-- Name: COLUMN profiles.profile_index; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.profile_index IS 'Number of the sub-profile in its cycle and kind of file, 0 being the primary sampling. Argo: N_PROF. Missing: never.';


--
-- Name: COLUMN profiles.juld_raw; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.juld_raw IS 'Date as the file has it. Unit: days since 1950-01-01T00:00Z. Argo: JULD. Missing: null for the fill value.';


--
-- Name: COLUMN profiles."timestamp"; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles."timestamp" IS 'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';


--
-- Name: COLUMN profiles.timestamp_missing; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.timestamp_missing IS 'Whether the file has no date. Missing: never.';


--
-- Name: COLUMN profiles.juld_qc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.juld_qc IS 'Flag of the date. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: JULD_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN profiles.juld_location; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.juld_location IS 'Date of the fix. Unit: days since 1950-01-01T00:00Z. Argo: JULD_LOCATION. Missing: null for the fill value.';


--
-- Name: COLUMN profiles.latitude; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.latitude IS 'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: null where the file has no position.';


--
-- Name: COLUMN profiles.longitude; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.longitude IS 'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null where the file has no position.';


--
-- Name: COLUMN profiles.position_qc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.position_qc IS 'Flag of the position; 8 is interpolated, as under ice. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: POSITION_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN profiles.position_invalid; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.position_invalid IS 'Whether the position is missing, not on the globe, or flagged 3 or 4. Missing: never.';


--
-- Name: COLUMN profiles.geom; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.geom IS 'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: null without a position on the globe.';


--
-- Name: COLUMN profiles.positioning_system; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.positioning_system IS 'Argo: POSITIONING_SYSTEM. NVS: http://vocab.nerc.ac.uk/collection/R09/current/. Missing: null where blank.';


--
-- Name: COLUMN profiles.data_mode; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.data_mode IS 'R real time, A real time with adjusted values, D delayed mode. Argo: DATA_MODE. Missing: never.';


--
-- Name: COLUMN profiles.vertical_sampling_scheme; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.vertical_sampling_scheme IS 'How the levels were sampled. Argo: VERTICAL_SAMPLING_SCHEME. NVS: http://vocab.nerc.ac.uk/collection/R16/current/. Missing: null where blank or not in the format (before 3.0, synthetic).';


--
-- Name: COLUMN profiles.data_centre; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.data_centre IS 'Data centre in charge of the float. Argo: DATA_CENTRE. NVS: http://vocab.nerc.ac.uk/collection/R04/current/. Missing: null where blank.';


--
-- Name: COLUMN profiles.data_state_indicator; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.data_state_indicator IS 'Degree of processing. Argo: DATA_STATE_INDICATOR. NVS: http://vocab.nerc.ac.uk/collection/R06/current/. Missing: null where blank.';


--
-- Name: COLUMN profiles.project_name; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.project_name IS 'Argo: PROJECT_NAME. Missing: null where blank.';


--
-- Name: COLUMN profiles.pi_name; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.pi_name IS 'Principal investigator. Argo: PI_NAME. Missing: null where blank.';


--
-- Name: COLUMN profiles.platform_type; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.platform_type IS 'Model of the float. Argo: PLATFORM_TYPE. NVS: http://vocab.nerc.ac.uk/collection/R23/current/. Missing: null where no file says it.';


--
-- Name: COLUMN profiles.wmo_inst_type; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.wmo_inst_type IS 'WMO 1770 code of the instrument. Argo: WMO_INST_TYPE. NVS: http://vocab.nerc.ac.uk/collection/R08/current/. Missing: null where blank.';


--
-- Name: COLUMN profiles.config_mission_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.config_mission_number IS 'Which configuration the cycle used. Argo: CONFIG_MISSION_NUMBER. Missing: null for the fill value.';


--
-- Name: COLUMN profiles.format_version; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.format_version IS 'Argo: FORMAT_VERSION. Missing: null where blank.';


--
-- Name: COLUMN profiles.profile_qc; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.profile_qc IS 'Letter A to F by parameter: how many of its levels are good. Argo: PROFILE_<PARAM>_QC. NVS: http://vocab.nerc.ac.uk/collection/RP2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN profiles.level_count; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.level_count IS 'Levels up to the last for which the file delivers anything. Argo: N_LEVELS. Missing: never.';


--
-- Name: COLUMN profiles.failed_tests; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.failed_tests IS 'Quality tests that date or position failed, the sum of 1 << bit. Missing: never; 0 where none failed.';


--
-- Name: COLUMN profiles.date_update; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.date_update IS 'When the data centre last changed the file, UTC. Argo: DATE_UPDATE. Missing: null where the file has none.';


--
-- Name: COLUMN profiles.content_sha256; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.content_sha256 IS 'SHA-256 of what the file says of the profile. Missing: never.';


--
-- Name: COLUMN profiles.verdict_sha256; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.verdict_sha256 IS 'SHA-256 of what the quality tests say of it. Missing: never.';


--
-- Name: COLUMN profiles.run_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.run_id IS 'The run that wrote it. Missing: never.';


--
-- Name: COLUMN profiles.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.dataset_id IS 'The file that it came from, as in the HTTP interface. Missing: null where its dataset was deleted.';


--
-- Name: COLUMN profiles.created_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.created_at IS 'When the row was made. Missing: never.';


--
-- Name: COLUMN profiles.updated_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profiles.updated_at IS 'When the row was changed last. Missing: never.';


--
-- Name: cycles; Type: VIEW; Schema: argo; Owner: -
--

CREATE VIEW argo.cycles AS
 SELECT p.platform_number,
    p.cycle_number,
    p.direction,
    p."timestamp",
    p.juld_qc,
    p.latitude,
    p.longitude,
    p.position_qc,
    p.geom,
    p.data_mode,
    p.profile_id,
        CASE
            WHEN ((p.source_kind)::text = 'core'::text) THEN p.profile_id
            ELSE NULL::integer
        END AS core_profile_id,
        CASE
            WHEN ((p.source_kind)::text = 'synthetic'::text) THEN p.profile_id
            ELSE s.profile_id
        END AS synthetic_profile_id,
        CASE
            WHEN (((p.source_kind)::text = 'synthetic'::text) OR (s.profile_id IS NOT NULL)) THEN NULL::integer[]
            ELSE ( SELECT array_agg(b.profile_id ORDER BY b.profile_index) AS array_agg
               FROM public.profiles b
              WHERE (((b.platform_number)::text = (p.platform_number)::text) AND (b.cycle_number = p.cycle_number) AND (b.direction = p.direction) AND ((b.source_kind)::text = 'bgc'::text)))
        END AS bgc_profile_ids,
    ( SELECT (count(*))::integer AS count
           FROM public.measurements m
          WHERE (m.profile_id = p.profile_id)) AS level_count,
    ( SELECT (count(*))::integer AS count
           FROM public.profiles q
          WHERE (((q.platform_number)::text = (p.platform_number)::text) AND (q.cycle_number = p.cycle_number) AND (q.direction = p.direction))) AS profile_count,
    ( SELECT jsonb_object_agg(v.parameter, v.data_mode ORDER BY (v.profile_id = p.profile_id)) AS jsonb_object_agg
           FROM (public.profiles q
             JOIN public.profile_variables v ON ((v.profile_id = q.profile_id)))
          WHERE (((q.platform_number)::text = (p.platform_number)::text) AND (q.cycle_number = p.cycle_number) AND (q.direction = p.direction) AND ((q.profile_id = p.profile_id) OR (q.profile_id = s.profile_id) OR ((s.profile_id IS NULL) AND ((q.source_kind)::text = 'bgc'::text))))) AS parameter_modes,
    p.vertical_sampling_scheme,
    p.positioning_system,
    p.data_centre,
    p.project_name,
    p.pi_name,
    p.platform_type,
    p.wmo_inst_type,
    p.date_update,
    p.dataset_id
   FROM (public.profiles p
     LEFT JOIN public.profiles s ON ((((p.source_kind)::text = 'core'::text) AND ((s.source_kind)::text = 'synthetic'::text) AND (s.profile_index = 0) AND ((s.platform_number)::text = (p.platform_number)::text) AND (s.cycle_number = p.cycle_number) AND (s.direction = p.direction))))
  WHERE ((p.profile_index = 0) AND (((p.source_kind)::text = 'core'::text) OR (NOT (EXISTS ( SELECT
           FROM public.profiles o
          WHERE (((o.platform_number)::text = (p.platform_number)::text) AND (o.cycle_number = p.cycle_number) AND (o.direction = p.direction) AND (o.profile_index = 0) AND (((o.source_kind)::text = 'core'::text) OR (((o.source_kind)::text = 'synthetic'::text) AND ((p.source_kind)::text = 'bgc'::text)))))))));


--
-- Name: VIEW cycles; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON VIEW argo.cycles IS 'One row for each float, cycle and direction: when, where, in which mode, and which rows of profiles it is made of. The core profile with index 0 where there is one, else the synthetic, else the first of the B-file.';


--
-- Name: COLUMN cycles.platform_number; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';


--
-- Name: COLUMN cycles.cycle_number; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.cycle_number IS 'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';


--
-- Name: COLUMN cycles.direction; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.direction IS 'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';


--
-- Name: COLUMN cycles."timestamp"; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles."timestamp" IS 'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';


--
-- Name: COLUMN cycles.juld_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.juld_qc IS 'Flag of the date. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: JULD_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN cycles.latitude; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.latitude IS 'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: null where the file has no position.';


--
-- Name: COLUMN cycles.longitude; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.longitude IS 'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null where the file has no position.';


--
-- Name: COLUMN cycles.position_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.position_qc IS 'Flag of the position; 8 is interpolated, as under ice. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: POSITION_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN cycles.geom; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.geom IS 'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: null without a position on the globe.';


--
-- Name: COLUMN cycles.data_mode; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.data_mode IS 'R real time, A real time with adjusted values, D delayed mode. Argo: DATA_MODE. Missing: never.';


--
-- Name: COLUMN cycles.profile_id; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.profile_id IS 'The row of profiles that gives time, position and mode. Missing: never.';


--
-- Name: COLUMN cycles.core_profile_id; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.core_profile_id IS 'profile_id of the primary core profile, which gives pressure, temperature and salinity. Missing: null where no core file was ingested.';


--
-- Name: COLUMN cycles.synthetic_profile_id; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.synthetic_profile_id IS 'profile_id of the synthetic profile, which gives the BGC values. Missing: null where there is none.';


--
-- Name: COLUMN cycles.bgc_profile_ids; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.bgc_profile_ids IS 'profile_id of each sub-profile of the B-file, which give the BGC values. Missing: null where the synthetic profile does, or there is no B-file.';


--
-- Name: COLUMN cycles.level_count; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.level_count IS 'Levels of the profile that gives time and position for which the file delivers anything. Missing: never.';


--
-- Name: COLUMN cycles.profile_count; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.profile_count IS 'Rows of profiles of this cycle, of all kinds and sub-profiles. Missing: never.';


--
-- Name: COLUMN cycles.parameter_modes; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.parameter_modes IS 'Data mode R, A or D by Argo parameter name. Argo: PARAMETER_DATA_MODE, or DATA_MODE for core. Missing: null where the profile has no parameter.';


--
-- Name: COLUMN cycles.vertical_sampling_scheme; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.vertical_sampling_scheme IS 'How the levels were sampled. Argo: VERTICAL_SAMPLING_SCHEME. NVS: http://vocab.nerc.ac.uk/collection/R16/current/. Missing: null where blank or not in the format (before 3.0, synthetic).';


--
-- Name: COLUMN cycles.positioning_system; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.positioning_system IS 'Argo: POSITIONING_SYSTEM. NVS: http://vocab.nerc.ac.uk/collection/R09/current/. Missing: null where blank.';


--
-- Name: COLUMN cycles.data_centre; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.data_centre IS 'Data centre in charge of the float. Argo: DATA_CENTRE. NVS: http://vocab.nerc.ac.uk/collection/R04/current/. Missing: null where blank.';


--
-- Name: COLUMN cycles.project_name; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.project_name IS 'Argo: PROJECT_NAME. Missing: null where blank.';


--
-- Name: COLUMN cycles.pi_name; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.pi_name IS 'Principal investigator. Argo: PI_NAME. Missing: null where blank.';


--
-- Name: COLUMN cycles.platform_type; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.platform_type IS 'Model of the float. Argo: PLATFORM_TYPE. NVS: http://vocab.nerc.ac.uk/collection/R23/current/. Missing: null where no file says it.';


--
-- Name: COLUMN cycles.wmo_inst_type; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.wmo_inst_type IS 'WMO 1770 code of the instrument. Argo: WMO_INST_TYPE. NVS: http://vocab.nerc.ac.uk/collection/R08/current/. Missing: null where blank.';


--
-- Name: COLUMN cycles.date_update; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.date_update IS 'When the data centre last changed the file, UTC. Argo: DATE_UPDATE. Missing: null where the file has none.';


--
-- Name: COLUMN cycles.dataset_id; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.cycles.dataset_id IS 'The file that it came from, as in the HTTP interface. Missing: null where its dataset was deleted.';


--
-- Name: dictionary; Type: VIEW; Schema: argo; Owner: -
--

CREATE VIEW argo.dictionary AS
 SELECT (c.relname)::text AS view,
    a.attnum AS "position",
    (a.attname)::text AS "column",
    format_type(a.atttypid, a.atttypmod) AS type,
    obj_description(c.oid, 'pg_class'::name) AS view_comment,
    col_description(c.oid, (a.attnum)::integer) AS comment
   FROM (pg_class c
     JOIN pg_attribute a ON (((a.attrelid = c.oid) AND (a.attnum > 0) AND (NOT a.attisdropped))))
  WHERE ((c.relnamespace = ('argo'::regnamespace)::oid) AND (c.relkind = ANY (ARRAY['v'::"char", 'r'::"char"])));


--
-- Name: VIEW dictionary; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON VIEW argo.dictionary IS 'What this schema says of itself: a row for each column.';


--
-- Name: COLUMN dictionary.view; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.dictionary.view IS 'Name of the view. Missing: never.';


--
-- Name: COLUMN dictionary."position"; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.dictionary."position" IS 'Number of the column in its view, from 1. Missing: never.';


--
-- Name: COLUMN dictionary."column"; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.dictionary."column" IS 'Name of the column. Missing: never.';


--
-- Name: COLUMN dictionary.type; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.dictionary.type IS 'Type in PostgreSQL. Missing: never.';


--
-- Name: COLUMN dictionary.view_comment; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.dictionary.view_comment IS 'What a row of the view is. Missing: never.';


--
-- Name: COLUMN dictionary.comment; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.dictionary.comment IS 'What the column holds: unit, Argo name, address in the NERC vocabulary, what missing means. Missing: never.';


--
-- Name: easy; Type: VIEW; Schema: argo; Owner: -
--

CREATE VIEW argo.easy AS
 SELECT p.platform_number,
    p.cycle_number,
    p.direction,
    p."timestamp",
    p.juld_qc,
    p.latitude,
    p.longitude,
    p.position_qc,
    p.geom,
    p.data_mode,
    p.profile_id,
    m.level,
    m.pressure,
    m.temperature,
    m.salinity,
    m.outlier_tests,
    m.is_outlier
   FROM (public.profiles p
     JOIN public.measurements m ON ((m.profile_id = p.profile_id)))
  WHERE (((p.source_kind)::text = 'core'::text) AND (p.profile_index = 0) AND (p.juld_qc = ANY (ARRAY[1, 5, 8])) AND (p.position_qc = ANY (ARRAY[1, 5, 8])) AND (m.pres_qc = 1) AND (m.temp_qc = 1) AND (m.psal_qc = 1));


--
-- Name: VIEW easy; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON VIEW argo.easy IS 'EasyOneArgo''s rule: primary core profiles whose date and position are flagged 1, 5 or 8, and of them the levels at which pressure, temperature and salinity are all flagged 1.';


--
-- Name: COLUMN easy.platform_number; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';


--
-- Name: COLUMN easy.cycle_number; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.cycle_number IS 'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';


--
-- Name: COLUMN easy.direction; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.direction IS 'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';


--
-- Name: COLUMN easy."timestamp"; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy."timestamp" IS 'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';


--
-- Name: COLUMN easy.juld_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.juld_qc IS 'Flag of the date. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: JULD_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN easy.latitude; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.latitude IS 'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: null where the file has no position.';


--
-- Name: COLUMN easy.longitude; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.longitude IS 'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null where the file has no position.';


--
-- Name: COLUMN easy.position_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.position_qc IS 'Flag of the position; 8 is interpolated, as under ice. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: POSITION_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN easy.geom; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.geom IS 'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: null without a position on the globe.';


--
-- Name: COLUMN easy.data_mode; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.data_mode IS 'R real time, A real time with adjusted values, D delayed mode. Argo: DATA_MODE. Missing: never.';


--
-- Name: COLUMN easy.profile_id; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.profile_id IS 'Names one version of a profile: a version that takes its place has another number. Missing: never.';


--
-- Name: COLUMN easy.level; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.level IS 'Number of the level in the order of the file, from 0; N_LEVELS of the file. Missing: never.';


--
-- Name: COLUMN easy.pressure; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.pressure IS 'Sea pressure, 0 at the surface; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: decibar. Argo: PRES. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PRES/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN easy.temperature; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.temperature IS 'Sea temperature in situ, ITS-90; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN easy.salinity; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.salinity IS 'Practical salinity, PSS-78; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN easy.outlier_tests; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.outlier_tests IS 'Quality tests of this system that a value of the level failed: the sum of 1 << bit, bits as in quality_tests. Missing: never; 0 where none failed.';


--
-- Name: COLUMN easy.is_outlier; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.easy.is_outlier IS 'Whether a value of the level failed a quality test of this system. Missing: never.';


--
-- Name: expert; Type: VIEW; Schema: argo; Owner: -
--

CREATE VIEW argo.expert AS
 SELECT p.platform_number,
    p.cycle_number,
    p.direction,
    p."timestamp",
    p.juld_qc,
    p.latitude,
    p.longitude,
    p.position_qc,
    p.geom,
    p.source_kind,
    p.profile_index,
    p.vertical_sampling_scheme,
    p.profile_id,
    l.level,
    v.parameter,
    v.units,
    v.data_mode,
    l.value,
    l.qc,
    l.adjusted,
    l.adjusted_qc,
    l.adjusted_error,
    l.failed_tests
   FROM ((public.profiles p
     JOIN public.profile_variables v ON ((v.profile_id = p.profile_id)))
     CROSS JOIN LATERAL ( SELECT ((u.number)::integer - 1) AS level,
            u.value,
            u.adjusted,
            u.adjusted_error,
            COALESCE(u.failed_tests, 0) AS failed_tests,
                CASE
                    WHEN ((u.qc >= '0'::text) AND (u.qc <= '9'::text)) THEN (u.qc)::smallint
                    ELSE NULL::smallint
                END AS qc,
                CASE
                    WHEN ((u.adjusted_qc >= '0'::text) AND (u.adjusted_qc <= '9'::text)) THEN (u.adjusted_qc)::smallint
                    ELSE NULL::smallint
                END AS adjusted_qc
           FROM UNNEST(v.raw, string_to_array(v.qc, NULL::text), v.adjusted, string_to_array(v.adjusted_qc, NULL::text), v.adjusted_error, v.failed_tests) WITH ORDINALITY u(value, qc, adjusted, adjusted_qc, adjusted_error, failed_tests, number)) l)
  WHERE ((l.value IS NOT NULL) OR (l.adjusted IS NOT NULL) OR (l.qc IS NOT NULL) OR (l.adjusted_qc IS NOT NULL));


--
-- Name: VIEW expert; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON VIEW argo.expert IS 'Everything as delivered, a row for each level and parameter of each sub-profile of each kind of file: raw, adjusted, error and flags. A cycle is in it as often as its files hold it.';


--
-- Name: COLUMN expert.platform_number; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';


--
-- Name: COLUMN expert.cycle_number; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.cycle_number IS 'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';


--
-- Name: COLUMN expert.direction; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.direction IS 'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';


--
-- Name: COLUMN expert."timestamp"; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert."timestamp" IS 'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';


--
-- Name: COLUMN expert.juld_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.juld_qc IS 'Flag of the date. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: JULD_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN expert.latitude; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.latitude IS 'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: null where the file has no position.';


--
-- Name: COLUMN expert.longitude; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.longitude IS 'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null where the file has no position.';


--
-- Name: COLUMN expert.position_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.position_qc IS 'Flag of the position; 8 is interpolated, as under ice. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: POSITION_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN expert.geom; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.geom IS 'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: null without a position on the globe.';


--
-- Name: COLUMN expert.source_kind; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.source_kind IS 'Kind of file that it came from: core (Argo profile), bgc (B-Argo profile) or synthetic (Argo synthetic profile). Argo: DATA_TYPE. Missing: never.';


--
-- Name: COLUMN expert.profile_index; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.profile_index IS 'Number of the sub-profile in its cycle and kind of file, 0 being the primary sampling. Argo: N_PROF. Missing: never.';


--
-- Name: COLUMN expert.vertical_sampling_scheme; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.vertical_sampling_scheme IS 'How the levels were sampled. Argo: VERTICAL_SAMPLING_SCHEME. NVS: http://vocab.nerc.ac.uk/collection/R16/current/. Missing: null where blank or not in the format (before 3.0, synthetic).';


--
-- Name: COLUMN expert.profile_id; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.profile_id IS 'Names one version of a profile: a version that takes its place has another number. Missing: never.';


--
-- Name: COLUMN expert.level; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.level IS 'Number of the level in the order of the file, from 0; N_LEVELS of the file. Missing: never.';


--
-- Name: COLUMN expert.parameter; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.parameter IS 'Argo name of the parameter. Argo: STATION_PARAMETERS. NVS: http://vocab.nerc.ac.uk/collection/R03/current/. Missing: never.';


--
-- Name: COLUMN expert.units; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.units IS 'Unit as the file gives it. Argo: attribute units. Missing: null where the file gives none.';


--
-- Name: COLUMN expert.data_mode; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.data_mode IS 'R, A or D of this parameter in this profile. Argo: PARAMETER_DATA_MODE or DATA_MODE. Missing: never.';


--
-- Name: COLUMN expert.value; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.value IS 'Raw value. Unit: units. Argo: <PARAM>. Missing: null for the fill value.';


--
-- Name: COLUMN expert.qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.qc IS 'Flag of the raw value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: <PARAM>_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where blank.';


--
-- Name: COLUMN expert.adjusted; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.adjusted IS 'Adjusted value. Unit: units. Argo: <PARAM>_ADJUSTED. Missing: null for the fill value.';


--
-- Name: COLUMN expert.adjusted_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.adjusted_qc IS 'Flag of the adjusted value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: <PARAM>_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where blank.';


--
-- Name: COLUMN expert.adjusted_error; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.adjusted_error IS 'Error of the adjusted value. Unit: units. Argo: <PARAM>_ADJUSTED_ERROR. Missing: null for the fill value.';


--
-- Name: COLUMN expert.failed_tests; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.expert.failed_tests IS 'Quality tests of this system that the value failed, the sum of 1 << bit, bits as in argo.quality_tests. Missing: never; 0 where none failed.';


--
-- Name: float_positions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.float_positions (
    position_id integer NOT NULL,
    platform_number character varying(20) NOT NULL,
    cycle_number integer NOT NULL,
    direction character(1) NOT NULL,
    "timestamp" timestamp with time zone,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    geom public.geography(Point,4326) NOT NULL,
    CONSTRAINT float_positions_direction_check CHECK ((direction = ANY (ARRAY['A'::bpchar, 'D'::bpchar])))
);


--
-- Name: TABLE float_positions; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.float_positions IS 'One row for each cycle with a valid position: the track of a float.';


--
-- Name: COLUMN float_positions.position_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_positions.position_id IS 'Number of the row. Missing: never.';


--
-- Name: COLUMN float_positions.platform_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_positions.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';


--
-- Name: COLUMN float_positions.cycle_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_positions.cycle_number IS 'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';


--
-- Name: COLUMN float_positions.direction; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_positions.direction IS 'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';


--
-- Name: COLUMN float_positions."timestamp"; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_positions."timestamp" IS 'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';


--
-- Name: COLUMN float_positions.latitude; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_positions.latitude IS 'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: never.';


--
-- Name: COLUMN float_positions.longitude; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_positions.longitude IS 'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: never.';


--
-- Name: COLUMN float_positions.geom; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_positions.geom IS 'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: never.';


--
-- Name: floats; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.floats (
    float_id integer NOT NULL,
    platform_number character varying(20) NOT NULL,
    wmo_id character varying(20),
    float_type character varying(10) DEFAULT 'core'::character varying NOT NULL,
    deployment_date timestamp with time zone,
    deployment_lat double precision,
    deployment_lon double precision,
    country character varying(100),
    program character varying(200),
    platform_type text,
    metadata jsonb,
    described_by character varying(10),
    described_date_update timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT floats_described_by_check CHECK (((described_by)::text = ANY (ARRAY[('meta'::character varying)::text, ('profile'::character varying)::text]))),
    CONSTRAINT floats_float_type_check CHECK (((float_type)::text = ANY (ARRAY[('core'::character varying)::text, ('BGC'::character varying)::text, ('deep'::character varying)::text])))
);


--
-- Name: TABLE floats; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.floats IS 'One row for each float that any file speaks of.';


--
-- Name: COLUMN floats.float_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.float_id IS 'Number of the float in this database. Missing: never.';


--
-- Name: COLUMN floats.platform_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';


--
-- Name: COLUMN floats.wmo_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.wmo_id IS 'WMO number where platform_number is one, 5 to 7 digits. Missing: null where it is none.';


--
-- Name: COLUMN floats.float_type; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.float_type IS 'core, BGC (measures anything biogeochemical) or deep (below 2,000 decibar). Missing: never.';


--
-- Name: COLUMN floats.deployment_date; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.deployment_date IS 'Launch, UTC. Argo: LAUNCH_DATE. Missing: null without a meta-data file.';


--
-- Name: COLUMN floats.deployment_lat; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.deployment_lat IS 'Unit: degree_north. Argo: LAUNCH_LATITUDE. Missing: null without a meta-data file.';


--
-- Name: COLUMN floats.deployment_lon; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.deployment_lon IS 'Unit: degree_east. Argo: LAUNCH_LONGITUDE. Missing: null without a meta-data file.';


--
-- Name: COLUMN floats.country; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.country IS 'Country of the data centre. Argo: DATA_CENTRE. Missing: null where no file says it.';


--
-- Name: COLUMN floats.program; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.program IS 'Argo: PROGRAM_NAME of the meta-data file, or PROJECT_NAME. Missing: null where no file says it.';


--
-- Name: COLUMN floats.platform_type; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.platform_type IS 'Model of the float. Argo: PLATFORM_TYPE. NVS: http://vocab.nerc.ac.uk/collection/R23/current/. Missing: null where no file says it.';


--
-- Name: COLUMN floats.metadata; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.metadata IS 'What the meta-data file says, as the record FloatMetadata. Missing: null without a meta-data file.';


--
-- Name: COLUMN floats.described_by; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.described_by IS 'Kind of file that gave deployment, country, program, platform_type and metadata: meta or profile. Missing: null where none did.';


--
-- Name: COLUMN floats.described_date_update; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.described_date_update IS 'DATE_UPDATE of that file. Missing: null where it has none.';


--
-- Name: COLUMN floats.created_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.created_at IS 'When the row was made. Missing: never.';


--
-- Name: COLUMN floats.updated_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats.updated_at IS 'When the row was changed last. Missing: never.';


--
-- Name: floats; Type: VIEW; Schema: argo; Owner: -
--

CREATE VIEW argo.floats AS
 SELECT f.platform_number,
    f.wmo_id,
    f.float_type,
    f.platform_type,
    f.country,
    f.program,
    f.deployment_date,
    f.deployment_lat,
    f.deployment_lon,
    c.cycle_count,
    c.first_cycle,
    c.last_cycle,
    c.first_timestamp,
    c.last_timestamp,
    latest."timestamp" AS latest_position_timestamp,
    latest.latitude,
    latest.longitude,
    latest.geom,
    c.real_time_share,
    c.adjusted_share,
    c.delayed_share,
    ( SELECT array_agg(DISTINCT v.parameter ORDER BY v.parameter) AS array_agg
           FROM (public.profiles p
             JOIN public.profile_variables v ON ((v.profile_id = p.profile_id)))
          WHERE ((p.platform_number)::text = (f.platform_number)::text)) AS parameters,
    ( SELECT array_agg(s.value) AS array_agg
           FROM jsonb_array_elements_text(
                CASE jsonb_typeof((f.metadata -> 'sensors'::text))
                    WHEN 'array'::text THEN (f.metadata -> 'sensors'::text)
                    ELSE '[]'::jsonb
                END) s(value)) AS sensors
   FROM ((public.floats f
     CROSS JOIN LATERAL ( SELECT (count(*))::integer AS cycle_count,
            min(y.cycle_number) AS first_cycle,
            max(y.cycle_number) AS last_cycle,
            min(y."timestamp") AS first_timestamp,
            max(y."timestamp") AS last_timestamp,
            ((count(*) FILTER (WHERE (y.data_mode = 'R'::bpchar)))::real / (NULLIF(count(*), 0))::double precision) AS real_time_share,
            ((count(*) FILTER (WHERE (y.data_mode = 'A'::bpchar)))::real / (NULLIF(count(*), 0))::double precision) AS adjusted_share,
            ((count(*) FILTER (WHERE (y.data_mode = 'D'::bpchar)))::real / (NULLIF(count(*), 0))::double precision) AS delayed_share
           FROM argo.cycles y
          WHERE ((y.platform_number)::text = (f.platform_number)::text)) c)
     LEFT JOIN LATERAL ( SELECT o."timestamp",
            o.latitude,
            o.longitude,
            o.geom
           FROM public.float_positions o
          WHERE ((o.platform_number)::text = (f.platform_number)::text)
          ORDER BY o.cycle_number DESC, o.direction
         LIMIT 1) latest ON (true));


--
-- Name: VIEW floats; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON VIEW argo.floats IS 'One row for each float: where it was last, its first and last cycle, what it measures, in which mode its cycles are, its sensors.';


--
-- Name: COLUMN floats.platform_number; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';


--
-- Name: COLUMN floats.wmo_id; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.wmo_id IS 'WMO number where platform_number is one, 5 to 7 digits. Missing: null where it is none.';


--
-- Name: COLUMN floats.float_type; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.float_type IS 'core, BGC (measures anything biogeochemical) or deep (below 2,000 decibar). Missing: never.';


--
-- Name: COLUMN floats.platform_type; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.platform_type IS 'Model of the float. Argo: PLATFORM_TYPE. NVS: http://vocab.nerc.ac.uk/collection/R23/current/. Missing: null where no file says it.';


--
-- Name: COLUMN floats.country; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.country IS 'Country of the data centre. Argo: DATA_CENTRE. Missing: null where no file says it.';


--
-- Name: COLUMN floats.program; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.program IS 'Argo: PROGRAM_NAME of the meta-data file, or PROJECT_NAME. Missing: null where no file says it.';


--
-- Name: COLUMN floats.deployment_date; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.deployment_date IS 'Launch, UTC. Argo: LAUNCH_DATE. Missing: null without a meta-data file.';


--
-- Name: COLUMN floats.deployment_lat; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.deployment_lat IS 'Unit: degree_north. Argo: LAUNCH_LATITUDE. Missing: null without a meta-data file.';


--
-- Name: COLUMN floats.deployment_lon; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.deployment_lon IS 'Unit: degree_east. Argo: LAUNCH_LONGITUDE. Missing: null without a meta-data file.';


--
-- Name: COLUMN floats.cycle_count; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.cycle_count IS 'Cycles, ascending and descending apart. Missing: never; 0 where only a meta-data file was ingested.';


--
-- Name: COLUMN floats.first_cycle; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.first_cycle IS 'Lowest CYCLE_NUMBER. Missing: null without cycles.';


--
-- Name: COLUMN floats.last_cycle; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.last_cycle IS 'Highest CYCLE_NUMBER. Missing: null without cycles.';


--
-- Name: COLUMN floats.first_timestamp; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.first_timestamp IS 'Earliest date of a cycle, UTC. Argo: JULD. Missing: null without dates.';


--
-- Name: COLUMN floats.last_timestamp; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.last_timestamp IS 'Latest date of a cycle, UTC. Argo: JULD. Missing: null without dates.';


--
-- Name: COLUMN floats.latest_position_timestamp; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.latest_position_timestamp IS 'Date of the cycle that gives the latest position. Missing: null without a valid position or its date.';


--
-- Name: COLUMN floats.latitude; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.latitude IS 'Latest latitude. Unit: degree_north. Argo: LATITUDE. Missing: null without a valid position.';


--
-- Name: COLUMN floats.longitude; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.longitude IS 'Latest longitude. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null without a valid position.';


--
-- Name: COLUMN floats.geom; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.geom IS 'Latest position as a point for PostGIS, WGS 84. Missing: null without a valid position.';


--
-- Name: COLUMN floats.real_time_share; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.real_time_share IS 'Share of the cycles in mode R, 0 to 1. Argo: DATA_MODE. Missing: null without cycles.';


--
-- Name: COLUMN floats.adjusted_share; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.adjusted_share IS 'Share of the cycles in mode A, 0 to 1. Argo: DATA_MODE. Missing: null without cycles.';


--
-- Name: COLUMN floats.delayed_share; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.delayed_share IS 'Share of the cycles in mode D, 0 to 1. Argo: DATA_MODE. Missing: null without cycles.';


--
-- Name: COLUMN floats.parameters; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.parameters IS 'Argo names of all parameters in its profiles. Argo: STATION_PARAMETERS. NVS: http://vocab.nerc.ac.uk/collection/R03/current/. Missing: null without profiles.';


--
-- Name: COLUMN floats.sensors; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.floats.sensors IS 'Names of its sensors. Argo: SENSOR. NVS: http://vocab.nerc.ac.uk/collection/R25/current/. Missing: null without a meta-data file.';


--
-- Name: sources; Type: TABLE; Schema: argo; Owner: -
--

CREATE TABLE argo.sources (
    profile_id integer NOT NULL,
    beside_core boolean,
    small_pressure_error boolean,
    pressure_errors real[],
    bgc_modes text[]
);


--
-- Name: TABLE sources; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON TABLE argo.sources IS 'Which rows of profiles make the cycles of this schema; kept by triggers on profiles.';


--
-- Name: COLUMN sources.profile_id; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.sources.profile_id IS 'The row of profiles. Missing: never.';


--
-- Name: COLUMN sources.beside_core; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.sources.beside_core IS 'Whether it gives BGC values beside a core profile, which has temperature and salinity. Missing: never.';


--
-- Name: COLUMN sources.small_pressure_error; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.sources.small_pressure_error IS 'Whether its pressures are in delayed mode with errors below 20 decibar at every level. Argo: PRES_ADJUSTED_ERROR. Missing: never.';


--
-- Name: COLUMN sources.pressure_errors; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.sources.pressure_errors IS 'Error of the pressure, an entry for each level. Unit: decibar. Argo: PRES_ADJUSTED_ERROR. Missing: null where no level is below 20 in delayed mode, or all are.';


--
-- Name: COLUMN sources.bgc_modes; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.sources.bgc_modes IS 'Parameter and its data mode, of the BGC parameters with columns of their own: DOXY A. Argo: PARAMETER_DATA_MODE. Missing: null for a core profile.';


--
-- Name: levels; Type: VIEW; Schema: argo; Owner: -
--

CREATE VIEW argo.levels AS
 SELECT p.platform_number,
    p.cycle_number,
    p.direction,
    p."timestamp",
    p.juld_qc,
    p.latitude,
    p.longitude,
    p.position_qc,
    p.geom,
    p.data_mode,
    p.source_kind,
    p.profile_id,
    m.level,
    m.pressure,
        CASE
            WHEN (NOT s.beside_core) THEN m.temperature
            ELSE NULL::real
        END AS temperature,
        CASE
            WHEN (NOT s.beside_core) THEN m.salinity
            ELSE NULL::real
        END AS salinity,
    m.dissolved_oxygen,
    m.chlorophyll,
    m.nitrate,
    m.ph,
    m.bbp700,
    m.downwelling_irradiance,
    m.pres_qc,
        CASE
            WHEN (NOT s.beside_core) THEN m.temp_qc
            ELSE NULL::smallint
        END AS temp_qc,
        CASE
            WHEN (NOT s.beside_core) THEN m.psal_qc
            ELSE NULL::smallint
        END AS psal_qc,
    m.doxy_qc,
    m.chla_qc,
    m.nitrate_qc,
    m.ph_qc,
    m.bbp700_qc,
    m.irradiance_qc,
    m.temperature AS ctd_temperature,
    m.salinity AS ctd_salinity,
    m.outlier_tests,
    m.is_outlier
   FROM ((public.profiles p
     JOIN argo.sources s ON ((s.profile_id = p.profile_id)))
     JOIN public.measurements m ON ((m.profile_id = p.profile_id)))
  WHERE ((NOT s.beside_core) OR (COALESCE(m.dissolved_oxygen, m.chlorophyll, m.nitrate, m.ph, m.bbp700, m.downwelling_irradiance) IS NOT NULL) OR (LEAST(m.doxy_qc, m.chla_qc, m.nitrate_qc, m.ph_qc, m.bbp700_qc, m.irradiance_qc) < 9));


--
-- Name: VIEW levels; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON VIEW argo.levels IS 'The best values of every cycle, core and BGC, with flags and failed tests, whatever their flag. Pressure, temperature and salinity come from the primary core profile; BGC values from the synthetic profile, or from the B-file where there is none, at levels of their own (source_kind). A level counts once.';


--
-- Name: COLUMN levels.platform_number; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';


--
-- Name: COLUMN levels.cycle_number; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.cycle_number IS 'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';


--
-- Name: COLUMN levels.direction; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.direction IS 'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';


--
-- Name: COLUMN levels."timestamp"; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels."timestamp" IS 'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';


--
-- Name: COLUMN levels.juld_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.juld_qc IS 'Flag of the date. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: JULD_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN levels.latitude; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.latitude IS 'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: null where the file has no position.';


--
-- Name: COLUMN levels.longitude; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.longitude IS 'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null where the file has no position.';


--
-- Name: COLUMN levels.position_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.position_qc IS 'Flag of the position; 8 is interpolated, as under ice. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: POSITION_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN levels.geom; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.geom IS 'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: null without a position on the globe.';


--
-- Name: COLUMN levels.data_mode; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.data_mode IS 'R real time, A real time with adjusted values, D delayed mode. Argo: DATA_MODE. Missing: never.';


--
-- Name: COLUMN levels.source_kind; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.source_kind IS 'Kind of file that it came from: core (Argo profile), bgc (B-Argo profile) or synthetic (Argo synthetic profile). Argo: DATA_TYPE. Missing: never.';


--
-- Name: COLUMN levels.profile_id; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.profile_id IS 'Names one version of a profile: a version that takes its place has another number. Missing: never.';


--
-- Name: COLUMN levels.level; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.level IS 'Number of the level in the order of the file, from 0; N_LEVELS of the file. Missing: never.';


--
-- Name: COLUMN levels.pressure; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.pressure IS 'Sea pressure, 0 at the surface; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: decibar. Argo: PRES. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PRES/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN levels.temperature; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.temperature IS 'Sea temperature in situ, ITS-90; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null on the levels of a BGC source beside a core profile (see ctd_temperature); null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN levels.salinity; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.salinity IS 'Practical salinity, PSS-78; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null on the levels of a BGC source beside a core profile (see ctd_salinity); null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN levels.dissolved_oxygen; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.dissolved_oxygen IS 'Dissolved oxygen; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: DOXY. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOXY/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN levels.chlorophyll; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.chlorophyll IS 'Chlorophyll-A; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: mg/m3. Argo: CHLA. NVS: http://vocab.nerc.ac.uk/collection/R03/current/CHLA/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN levels.nitrate; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.nitrate IS 'Nitrate; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: NITRATE. NVS: http://vocab.nerc.ac.uk/collection/R03/current/NITRATE/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN levels.ph; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.ph IS 'pH in situ on the total scale; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: dimensionless. Argo: PH_IN_SITU_TOTAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PH_IN_SITU_TOTAL/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN levels.bbp700; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.bbp700 IS 'Particle backscattering at 700 nm; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: m-1. Argo: BBP700. NVS: http://vocab.nerc.ac.uk/collection/R03/current/BBP700/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN levels.downwelling_irradiance; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.downwelling_irradiance IS 'Downwelling irradiance at 490 nm, or where the profile has none of that, photosynthetically available radiation; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: W/m^2/nm; microMoleQuanta/m^2/sec where it is DOWNWELLING_PAR. Argo: DOWN_IRRADIANCE490 or DOWNWELLING_PAR. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOWN_IRRADIANCE490/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN levels.pres_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.pres_qc IS 'Flag of PRES beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: PRES_QC or PRES_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN levels.temp_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.temp_qc IS 'Flag of TEMP beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: TEMP_QC or TEMP_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null on the levels of a BGC source beside a core profile; null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN levels.psal_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.psal_qc IS 'Flag of PSAL beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: PSAL_QC or PSAL_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null on the levels of a BGC source beside a core profile; null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN levels.doxy_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.doxy_qc IS 'Flag of DOXY beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: DOXY_QC or DOXY_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN levels.chla_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.chla_qc IS 'Flag of CHLA beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: CHLA_QC or CHLA_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN levels.nitrate_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.nitrate_qc IS 'Flag of NITRATE beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: NITRATE_QC or NITRATE_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN levels.ph_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.ph_qc IS 'Flag of PH_IN_SITU_TOTAL beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: PH_IN_SITU_TOTAL_QC or PH_IN_SITU_TOTAL_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN levels.bbp700_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.bbp700_qc IS 'Flag of BBP700 beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: BBP700_QC or BBP700_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN levels.irradiance_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.irradiance_qc IS 'Flag of DOWN_IRRADIANCE490 or DOWNWELLING_PAR beside the best value. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: DOWN_IRRADIANCE490 or DOWNWELLING_PAR_QC or DOWN_IRRADIANCE490 or DOWNWELLING_PAR_ADJUSTED_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives no flag, or not for this level.';


--
-- Name: COLUMN levels.ctd_temperature; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.ctd_temperature IS 'Temperature at this level whatever the row came from, to look at BGC values beside it. Beside a core profile the synthetic file interpolated it to the pressure of the BGC sensor: do not average it, and do not count it. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null where the source has none here (B-files have none at all).';


--
-- Name: COLUMN levels.ctd_salinity; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.ctd_salinity IS 'Salinity at this level, as ctd_temperature. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null where the source has none here (B-files have none at all).';


--
-- Name: COLUMN levels.outlier_tests; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.outlier_tests IS 'Quality tests of this system that a value of the level failed: the sum of 1 << bit, bits as in quality_tests. Missing: never; 0 where none failed.';


--
-- Name: COLUMN levels.is_outlier; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.levels.is_outlier IS 'Whether a value of the level failed a quality test of this system. Missing: never.';


--
-- Name: quality_tests; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.quality_tests (
    "bit" smallint NOT NULL,
    test smallint,
    name text NOT NULL,
    judges text NOT NULL,
    source text NOT NULL,
    is_run boolean NOT NULL,
    CONSTRAINT quality_tests_bit_check CHECK ((("bit" >= 0) AND ("bit" <= 30)))
);


--
-- Name: TABLE quality_tests; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.quality_tests IS 'The quality tests that the cleaner runs, by the bit that stands for a failed one.';


--
-- Name: COLUMN quality_tests."bit"; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.quality_tests."bit" IS 'Number of the bit in outlier_tests and failed_tests, from 0: the value 1 << bit.';


--
-- Name: COLUMN quality_tests.test; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.quality_tests.test IS 'Number of the real-time test in the Argo QC manuals; null for the house''s own.';


--
-- Name: COLUMN quality_tests.name; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.quality_tests.name IS 'The manual''s name of the test.';


--
-- Name: COLUMN quality_tests.judges; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.quality_tests.judges IS 'What it judges: Argo parameter names, or the profile''s date or position.';


--
-- Name: COLUMN quality_tests.source; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.quality_tests.source IS 'Which rule was taken, and from where.';


--
-- Name: COLUMN quality_tests.is_run; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.quality_tests.is_run IS 'False for a test whose bit is kept: it needs more than one profile, or bathymetry.';


--
-- Name: quality_tests; Type: VIEW; Schema: argo; Owner: -
--

CREATE VIEW argo.quality_tests AS
 SELECT quality_tests."bit",
    quality_tests.test,
    quality_tests.name,
    quality_tests.judges,
    quality_tests.source,
    quality_tests.is_run
   FROM public.quality_tests;


--
-- Name: VIEW quality_tests; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON VIEW argo.quality_tests IS 'The quality tests of this system: what the bits of outlier_tests and failed_tests stand for.';


--
-- Name: COLUMN quality_tests."bit"; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.quality_tests."bit" IS 'Number of the bit, from 0: the value 1 << bit. Missing: never.';


--
-- Name: COLUMN quality_tests.test; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.quality_tests.test IS 'Number of the test in the Argo QC manuals. Missing: null for a test of this system''s own.';


--
-- Name: COLUMN quality_tests.name; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.quality_tests.name IS 'Name of the test in the manual. Missing: never.';


--
-- Name: COLUMN quality_tests.judges; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.quality_tests.judges IS 'Argo parameters that it judges. Missing: never.';


--
-- Name: COLUMN quality_tests.source; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.quality_tests.source IS 'Which rule was taken, and from where. Missing: never.';


--
-- Name: COLUMN quality_tests.is_run; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.quality_tests.is_run IS 'Whether it is run; false where it needs more than one profile, or bathymetry. Missing: never.';


--
-- Name: research; Type: VIEW; Schema: argo; Owner: -
--

CREATE VIEW argo.research AS
 SELECT p.platform_number,
    p.cycle_number,
    p.direction,
    p."timestamp",
    p.juld_qc,
    p.latitude,
    p.longitude,
    p.position_qc,
    p.geom,
    p.data_mode,
    p.source_kind,
    p.profile_id,
    m.level,
    m.pressure,
        CASE
            WHEN ((NOT s.beside_core) AND (m.temp_qc = 1) AND ((m.psal_qc = 1) OR (m.psal_qc IS NULL))) THEN m.temperature
            ELSE NULL::real
        END AS temperature,
        CASE
            WHEN ((NOT s.beside_core) AND (m.temp_qc = 1) AND (m.psal_qc = 1)) THEN m.salinity
            ELSE NULL::real
        END AS salinity,
        CASE
            WHEN ((m.doxy_qc = ANY (ARRAY[1, 5, 8])) AND ('DOXY D'::text = ANY (s.bgc_modes))) THEN m.dissolved_oxygen
            ELSE NULL::real
        END AS dissolved_oxygen,
        CASE
            WHEN ((m.chla_qc = ANY (ARRAY[1, 5, 8])) AND ('CHLA D'::text = ANY (s.bgc_modes))) THEN m.chlorophyll
            ELSE NULL::real
        END AS chlorophyll,
        CASE
            WHEN ((m.nitrate_qc = ANY (ARRAY[1, 5, 8])) AND ('NITRATE D'::text = ANY (s.bgc_modes))) THEN m.nitrate
            ELSE NULL::real
        END AS nitrate,
        CASE
            WHEN ((m.ph_qc = ANY (ARRAY[1, 5, 8])) AND ('PH_IN_SITU_TOTAL D'::text = ANY (s.bgc_modes))) THEN m.ph
            ELSE NULL::real
        END AS ph,
        CASE
            WHEN ((m.bbp700_qc = ANY (ARRAY[1, 5, 8])) AND ('BBP700 D'::text = ANY (s.bgc_modes))) THEN m.bbp700
            ELSE NULL::real
        END AS bbp700,
        CASE
            WHEN ((m.irradiance_qc = ANY (ARRAY[1, 5, 8])) AND (s.bgc_modes && '{"DOWN_IRRADIANCE490 D","DOWNWELLING_PAR D"}'::text[])) THEN m.downwelling_irradiance
            ELSE NULL::real
        END AS downwelling_irradiance,
    m.temperature AS ctd_temperature,
    m.salinity AS ctd_salinity,
    m.outlier_tests,
    m.is_outlier
   FROM ((public.profiles p
     JOIN argo.sources s ON ((s.profile_id = p.profile_id)))
     JOIN public.measurements m ON ((m.profile_id = p.profile_id)))
  WHERE ((p.juld_qc = 1) AND (p.position_qc = 1) AND (m.pres_qc = 1) AND (s.small_pressure_error OR (s.pressure_errors[(m.level + 1)] < (20)::double precision)) AND (((NOT s.beside_core) AND (m.temp_qc = 1) AND ((m.psal_qc = 1) OR (m.psal_qc IS NULL))) OR (((p.source_kind)::text <> 'core'::text) AND (((m.doxy_qc = ANY (ARRAY[1, 5, 8])) AND ('DOXY D'::text = ANY (s.bgc_modes))) OR ((m.chla_qc = ANY (ARRAY[1, 5, 8])) AND ('CHLA D'::text = ANY (s.bgc_modes))) OR ((m.nitrate_qc = ANY (ARRAY[1, 5, 8])) AND ('NITRATE D'::text = ANY (s.bgc_modes))) OR ((m.ph_qc = ANY (ARRAY[1, 5, 8])) AND ('PH_IN_SITU_TOTAL D'::text = ANY (s.bgc_modes))) OR ((m.bbp700_qc = ANY (ARRAY[1, 5, 8])) AND ('BBP700 D'::text = ANY (s.bgc_modes))) OR ((m.irradiance_qc = ANY (ARRAY[1, 5, 8])) AND (s.bgc_modes && '{"DOWN_IRRADIANCE490 D","DOWNWELLING_PAR D"}'::text[]))))));


--
-- Name: VIEW research; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON VIEW argo.research IS 'The strictest: argo.levels under the rules of argopy''s user mode research. Delayed mode only, flag 1, error of the pressure below 20 decibar; BGC values in delayed mode flagged 1, 5 or 8.';


--
-- Name: COLUMN research.platform_number; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';


--
-- Name: COLUMN research.cycle_number; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.cycle_number IS 'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';


--
-- Name: COLUMN research.direction; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.direction IS 'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';


--
-- Name: COLUMN research."timestamp"; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research."timestamp" IS 'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';


--
-- Name: COLUMN research.juld_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.juld_qc IS 'Flag of the date. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: JULD_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN research.latitude; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.latitude IS 'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: null where the file has no position.';


--
-- Name: COLUMN research.longitude; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.longitude IS 'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null where the file has no position.';


--
-- Name: COLUMN research.position_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.position_qc IS 'Flag of the position; 8 is interpolated, as under ice. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: POSITION_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN research.geom; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.geom IS 'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: null without a position on the globe.';


--
-- Name: COLUMN research.data_mode; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.data_mode IS 'R real time, A real time with adjusted values, D delayed mode. Argo: DATA_MODE. Missing: never.';


--
-- Name: COLUMN research.source_kind; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.source_kind IS 'Kind of file that it came from: core (Argo profile), bgc (B-Argo profile) or synthetic (Argo synthetic profile). Argo: DATA_TYPE. Missing: never.';


--
-- Name: COLUMN research.profile_id; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.profile_id IS 'Names one version of a profile: a version that takes its place has another number. Missing: never.';


--
-- Name: COLUMN research.level; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.level IS 'Number of the level in the order of the file, from 0; N_LEVELS of the file. Missing: never.';


--
-- Name: COLUMN research.pressure; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.pressure IS 'Sea pressure, 0 at the surface; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: decibar. Argo: PRES. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PRES/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN research.temperature; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.temperature IS 'Sea temperature in situ, ITS-90; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null on the levels of a BGC source beside a core profile (see ctd_temperature); null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN research.salinity; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.salinity IS 'Practical salinity, PSS-78; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null on the levels of a BGC source beside a core profile (see ctd_salinity); null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN research.dissolved_oxygen; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.dissolved_oxygen IS 'Dissolved oxygen; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: DOXY. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOXY/. Missing: null where its flag is not 1, 5 or 8 or its parameter is not in delayed mode; null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN research.chlorophyll; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.chlorophyll IS 'Chlorophyll-A; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: mg/m3. Argo: CHLA. NVS: http://vocab.nerc.ac.uk/collection/R03/current/CHLA/. Missing: null where its flag is not 1, 5 or 8 or its parameter is not in delayed mode; null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN research.nitrate; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.nitrate IS 'Nitrate; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: NITRATE. NVS: http://vocab.nerc.ac.uk/collection/R03/current/NITRATE/. Missing: null where its flag is not 1, 5 or 8 or its parameter is not in delayed mode; null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN research.ph; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.ph IS 'pH in situ on the total scale; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: dimensionless. Argo: PH_IN_SITU_TOTAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PH_IN_SITU_TOTAL/. Missing: null where its flag is not 1, 5 or 8 or its parameter is not in delayed mode; null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN research.bbp700; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.bbp700 IS 'Particle backscattering at 700 nm; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: m-1. Argo: BBP700. NVS: http://vocab.nerc.ac.uk/collection/R03/current/BBP700/. Missing: null where its flag is not 1, 5 or 8 or its parameter is not in delayed mode; null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN research.downwelling_irradiance; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.downwelling_irradiance IS 'Downwelling irradiance at 490 nm, or where the profile has none of that, photosynthetically available radiation; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: W/m^2/nm; microMoleQuanta/m^2/sec where it is DOWNWELLING_PAR. Argo: DOWN_IRRADIANCE490 or DOWNWELLING_PAR. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOWN_IRRADIANCE490/. Missing: null where its flag is not 1, 5 or 8 or its parameter is not in delayed mode; null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN research.ctd_temperature; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.ctd_temperature IS 'Temperature at this level whatever the row came from, to look at BGC values beside it. Beside a core profile the synthetic file interpolated it to the pressure of the BGC sensor: do not average it, and do not count it. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null where the source has none here (B-files have none at all).';


--
-- Name: COLUMN research.ctd_salinity; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.ctd_salinity IS 'Salinity at this level, as ctd_temperature. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null where the source has none here (B-files have none at all).';


--
-- Name: COLUMN research.outlier_tests; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.outlier_tests IS 'Quality tests of this system that a value of the level failed: the sum of 1 << bit, bits as in quality_tests. Missing: never; 0 where none failed.';


--
-- Name: COLUMN research.is_outlier; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.research.is_outlier IS 'Whether a value of the level failed a quality test of this system. Missing: never.';


--
-- Name: standard; Type: VIEW; Schema: argo; Owner: -
--

CREATE VIEW argo.standard AS
 SELECT p.platform_number,
    p.cycle_number,
    p.direction,
    p."timestamp",
    p.juld_qc,
    p.latitude,
    p.longitude,
    p.position_qc,
    p.geom,
    p.data_mode,
    p.source_kind,
    p.profile_id,
    m.level,
    m.pressure,
        CASE
            WHEN ((NOT s.beside_core) AND (m.temp_qc = ANY (ARRAY[1, 2])) AND ((m.psal_qc = ANY (ARRAY[1, 2])) OR (m.psal_qc IS NULL))) THEN m.temperature
            ELSE NULL::real
        END AS temperature,
        CASE
            WHEN ((NOT s.beside_core) AND (m.temp_qc = ANY (ARRAY[1, 2])) AND (m.psal_qc = ANY (ARRAY[1, 2]))) THEN m.salinity
            ELSE NULL::real
        END AS salinity,
        CASE
            WHEN (m.doxy_qc = ANY (ARRAY[1, 2, 5, 8])) THEN m.dissolved_oxygen
            ELSE NULL::real
        END AS dissolved_oxygen,
        CASE
            WHEN (m.chla_qc = ANY (ARRAY[1, 2, 5, 8])) THEN m.chlorophyll
            ELSE NULL::real
        END AS chlorophyll,
        CASE
            WHEN (m.nitrate_qc = ANY (ARRAY[1, 2, 5, 8])) THEN m.nitrate
            ELSE NULL::real
        END AS nitrate,
        CASE
            WHEN (m.ph_qc = ANY (ARRAY[1, 2, 5, 8])) THEN m.ph
            ELSE NULL::real
        END AS ph,
        CASE
            WHEN (m.bbp700_qc = ANY (ARRAY[1, 2, 5, 8])) THEN m.bbp700
            ELSE NULL::real
        END AS bbp700,
        CASE
            WHEN (m.irradiance_qc = ANY (ARRAY[1, 2, 5, 8])) THEN m.downwelling_irradiance
            ELSE NULL::real
        END AS downwelling_irradiance,
    m.temperature AS ctd_temperature,
    m.salinity AS ctd_salinity,
    m.outlier_tests,
    m.is_outlier
   FROM ((public.profiles p
     JOIN argo.sources s ON ((s.profile_id = p.profile_id)))
     JOIN public.measurements m ON ((m.profile_id = p.profile_id)))
  WHERE ((p.juld_qc = ANY (ARRAY[1, 2])) AND (p.position_qc = ANY (ARRAY[1, 2])) AND (m.pres_qc = ANY (ARRAY[1, 2])) AND (((p.source_kind)::text = 'core'::text) OR (NOT (s.bgc_modes && '{"CHLA R","DOXY R","NITRATE R","PH_IN_SITU_TOTAL R"}'::text[])) OR (s.bgc_modes && '{"CHLA A","CHLA D","DOXY A","DOXY D","NITRATE A","NITRATE D","PH_IN_SITU_TOTAL A","PH_IN_SITU_TOTAL D"}'::text[])) AND (((NOT s.beside_core) AND (m.temp_qc = ANY (ARRAY[1, 2])) AND ((m.psal_qc = ANY (ARRAY[1, 2])) OR (m.psal_qc IS NULL))) OR (((p.source_kind)::text <> 'core'::text) AND ((m.doxy_qc = ANY (ARRAY[1, 2, 5, 8])) OR (m.chla_qc = ANY (ARRAY[1, 2, 5, 8])) OR (m.nitrate_qc = ANY (ARRAY[1, 2, 5, 8])) OR (m.ph_qc = ANY (ARRAY[1, 2, 5, 8])) OR (m.bbp700_qc = ANY (ARRAY[1, 2, 5, 8])) OR (m.irradiance_qc = ANY (ARRAY[1, 2, 5, 8]))))));


--
-- Name: VIEW standard; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON VIEW argo.standard IS 'What most people want: argo.levels under the rules of argopy''s user mode standard. Date, position, pressure, temperature and salinity flagged 1 or 2; BGC values flagged 1, 2, 5 or 8 of profiles that are adjusted or delayed. Pressures are as in the files (argopy rounds them to 0.1).';


--
-- Name: COLUMN standard.platform_number; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';


--
-- Name: COLUMN standard.cycle_number; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.cycle_number IS 'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';


--
-- Name: COLUMN standard.direction; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.direction IS 'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';


--
-- Name: COLUMN standard."timestamp"; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard."timestamp" IS 'Date of the profile, UTC, to the second. Unit: UTC. Argo: JULD (days since 1950-01-01). Missing: null where the file has no date.';


--
-- Name: COLUMN standard.juld_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.juld_qc IS 'Flag of the date. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: JULD_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN standard.latitude; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.latitude IS 'Latitude of the profile. Unit: degree_north, -90 to 90. Argo: LATITUDE. Missing: null where the file has no position.';


--
-- Name: COLUMN standard.longitude; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.longitude IS 'Longitude of the profile. Unit: degree_east, -180 to 180. Argo: LONGITUDE. Missing: null where the file has no position.';


--
-- Name: COLUMN standard.position_qc; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.position_qc IS 'Flag of the position; 8 is interpolated, as under ice. Argo flag 0 to 9: 1 good, 2 probably good, 3 probably bad, 4 bad, 5 changed, 8 estimated, 9 missing. Argo: POSITION_QC. NVS: http://vocab.nerc.ac.uk/collection/RR2/current/. Missing: null where the file gives none.';


--
-- Name: COLUMN standard.geom; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.geom IS 'Position as a point for PostGIS, WGS 84. Argo: LONGITUDE, LATITUDE. Missing: null without a position on the globe.';


--
-- Name: COLUMN standard.data_mode; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.data_mode IS 'R real time, A real time with adjusted values, D delayed mode. Argo: DATA_MODE. Missing: never.';


--
-- Name: COLUMN standard.source_kind; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.source_kind IS 'Kind of file that it came from: core (Argo profile), bgc (B-Argo profile) or synthetic (Argo synthetic profile). Argo: DATA_TYPE. Missing: never.';


--
-- Name: COLUMN standard.profile_id; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.profile_id IS 'Names one version of a profile: a version that takes its place has another number. Missing: never.';


--
-- Name: COLUMN standard.level; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.level IS 'Number of the level in the order of the file, from 0; N_LEVELS of the file. Missing: never.';


--
-- Name: COLUMN standard.pressure; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.pressure IS 'Sea pressure, 0 at the surface; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: decibar. Argo: PRES. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PRES/. Missing: null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN standard.temperature; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.temperature IS 'Sea temperature in situ, ITS-90; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null on the levels of a BGC source beside a core profile (see ctd_temperature); null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN standard.salinity; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.salinity IS 'Practical salinity, PSS-78; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null on the levels of a BGC source beside a core profile (see ctd_salinity); null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN standard.dissolved_oxygen; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.dissolved_oxygen IS 'Dissolved oxygen; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: DOXY. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOXY/. Missing: null where its flag is not 1, 2, 5 or 8; null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN standard.chlorophyll; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.chlorophyll IS 'Chlorophyll-A; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: mg/m3. Argo: CHLA. NVS: http://vocab.nerc.ac.uk/collection/R03/current/CHLA/. Missing: null where its flag is not 1, 2, 5 or 8; null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN standard.nitrate; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.nitrate IS 'Nitrate; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: micromole/kg. Argo: NITRATE. NVS: http://vocab.nerc.ac.uk/collection/R03/current/NITRATE/. Missing: null where its flag is not 1, 2, 5 or 8; null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN standard.ph; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.ph IS 'pH in situ on the total scale; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: dimensionless. Argo: PH_IN_SITU_TOTAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PH_IN_SITU_TOTAL/. Missing: null where its flag is not 1, 2, 5 or 8; null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN standard.bbp700; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.bbp700 IS 'Particle backscattering at 700 nm; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: m-1. Argo: BBP700. NVS: http://vocab.nerc.ac.uk/collection/R03/current/BBP700/. Missing: null where its flag is not 1, 2, 5 or 8; null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN standard.downwelling_irradiance; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.downwelling_irradiance IS 'Downwelling irradiance at 490 nm, or where the profile has none of that, photosynthetically available radiation; best value: adjusted in data modes A and D, else raw, never mixed level by level. Unit: W/m^2/nm; microMoleQuanta/m^2/sec where it is DOWNWELLING_PAR. Argo: DOWN_IRRADIANCE490 or DOWNWELLING_PAR. NVS: http://vocab.nerc.ac.uk/collection/R03/current/DOWN_IRRADIANCE490/. Missing: null where its flag is not 1, 2, 5 or 8; null where the file has its fill value on the side that is best, or does not have the parameter.';


--
-- Name: COLUMN standard.ctd_temperature; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.ctd_temperature IS 'Temperature at this level whatever the row came from, to look at BGC values beside it. Beside a core profile the synthetic file interpolated it to the pressure of the BGC sensor: do not average it, and do not count it. Unit: degree_Celsius. Argo: TEMP. NVS: http://vocab.nerc.ac.uk/collection/R03/current/TEMP/. Missing: null where the source has none here (B-files have none at all).';


--
-- Name: COLUMN standard.ctd_salinity; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.ctd_salinity IS 'Salinity at this level, as ctd_temperature. Unit: psu. Argo: PSAL. NVS: http://vocab.nerc.ac.uk/collection/R03/current/PSAL/. Missing: null where the source has none here (B-files have none at all).';


--
-- Name: COLUMN standard.outlier_tests; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.outlier_tests IS 'Quality tests of this system that a value of the level failed: the sum of 1 << bit, bits as in quality_tests. Missing: never; 0 where none failed.';


--
-- Name: COLUMN standard.is_outlier; Type: COMMENT; Schema: argo; Owner: -
--

COMMENT ON COLUMN argo.standard.is_outlier IS 'Whether a value of the level failed a quality test of this system. Missing: never.';


--
-- Name: api_keys; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.api_keys (
    key_id uuid NOT NULL,
    name character varying(100) NOT NULL,
    role character varying(20) NOT NULL,
    digest character(64) NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by character varying(200) NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    revoked_by character varying(200),
    CONSTRAINT api_keys_role_check CHECK (((role)::text = ANY ((ARRAY['viewer'::character varying, 'uploader'::character varying, 'operator'::character varying, 'admin'::character varying])::text[])))
);


--
-- Name: TABLE api_keys; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.api_keys IS 'Keys by which programs ask the gateway, each with a role.';


--
-- Name: COLUMN api_keys.key_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.api_keys.key_id IS 'Names the key; it is no secret.';


--
-- Name: COLUMN api_keys.name; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.api_keys.name IS 'What it is for, for people.';


--
-- Name: COLUMN api_keys.role; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.api_keys.role IS 'What it may do: viewer, uploader, operator or admin.';


--
-- Name: COLUMN api_keys.digest; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.api_keys.digest IS 'SHA-256 of the key: 32 random bytes cannot be guessed from it.';


--
-- Name: COLUMN api_keys.created_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.api_keys.created_at IS 'When it was made.';


--
-- Name: COLUMN api_keys.created_by; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.api_keys.created_by IS 'Who made it.';


--
-- Name: COLUMN api_keys.expires_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.api_keys.expires_at IS 'From when on it is refused; null for never.';


--
-- Name: COLUMN api_keys.last_used_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.api_keys.last_used_at IS 'When it was last used, to some seconds; null for never.';


--
-- Name: COLUMN api_keys.revoked_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.api_keys.revoked_at IS 'When it was revoked; null where it was not.';


--
-- Name: COLUMN api_keys.revoked_by; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.api_keys.revoked_by IS 'Who revoked it.';


--
-- Name: audit_log; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_log (
    audit_id bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    who character varying(200) NOT NULL,
    role character varying(20),
    way character varying(10) NOT NULL,
    action character varying(60) NOT NULL,
    target character varying(500),
    detail jsonb,
    result character varying(10) NOT NULL,
    reason text,
    ended_at timestamp with time zone,
    CONSTRAINT audit_log_result_check CHECK (((result)::text = ANY ((ARRAY['begun'::character varying, 'done'::character varying, 'refused'::character varying, 'failed'::character varying])::text[]))),
    CONSTRAINT audit_log_way_check CHECK (((way)::text = ANY ((ARRAY['http'::character varying, 'command'::character varying])::text[])))
);


--
-- Name: TABLE audit_log; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.audit_log IS 'Who changed what, and when, over HTTP or by a command.';


--
-- Name: COLUMN audit_log.audit_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.audit_log.audit_id IS 'Counts them, in about the order in which they were begun.';


--
-- Name: COLUMN audit_log.at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.audit_log.at IS 'When it was begun.';


--
-- Name: COLUMN audit_log.who; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.audit_log.who IS 'The subject of the token, the name of the API key, or the user of the machine that ran the command.';


--
-- Name: COLUMN audit_log.role; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.audit_log.role IS 'The role with which it was asked for; null for a command on the database.';


--
-- Name: COLUMN audit_log.way; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.audit_log.way IS 'http or command.';


--
-- Name: COLUMN audit_log.action; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.audit_log.action IS 'The operation of the HTTP interface, or the command.';


--
-- Name: COLUMN audit_log.target; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.audit_log.target IS 'What it was done to: an address, an id, a choice; null where that says nothing.';


--
-- Name: COLUMN audit_log.detail; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.audit_log.detail IS 'More about it, where there is more to say.';


--
-- Name: COLUMN audit_log.result; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.audit_log.result IS 'done; refused, where nothing was done and the reason says why; failed; begun where its end was never told: it is under way, or its process died.';


--
-- Name: COLUMN audit_log.reason; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.audit_log.reason IS 'Why it was refused or failed, in a sentence.';


--
-- Name: COLUMN audit_log.ended_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.audit_log.ended_at IS 'When its result was known.';


--
-- Name: audit_log_audit_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.audit_log ALTER COLUMN audit_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.audit_log_audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: bulk_in_flight; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.bulk_in_flight (
    file_id uuid NOT NULL,
    job_id uuid NOT NULL,
    attempt integer NOT NULL,
    sent_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: TABLE bulk_in_flight; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.bulk_in_flight IS 'The files of the bulk lane that were sent and have not ended.';


--
-- Name: COLUMN bulk_in_flight.file_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.bulk_in_flight.file_id IS 'The file.';


--
-- Name: COLUMN bulk_in_flight.job_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.bulk_in_flight.job_id IS 'Its job.';


--
-- Name: COLUMN bulk_in_flight.attempt; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.bulk_in_flight.attempt IS 'The attempt for which it was sent.';


--
-- Name: COLUMN bulk_in_flight.sent_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.bulk_in_flight.sent_at IS 'When it was sent.';


--
-- Name: cycle_sources; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.cycle_sources AS
 SELECT p.profile_id,
    p.platform_number,
    p.cycle_number,
    p.direction,
    (((p.source_kind)::text <> 'core'::text) AND (EXISTS ( SELECT
           FROM public.profiles o
          WHERE (((o.platform_number)::text = (p.platform_number)::text) AND (o.cycle_number = p.cycle_number) AND (o.direction = p.direction) AND ((o.source_kind)::text = 'core'::text) AND (o.profile_index = 0))))) AS beside_core,
    COALESCE(((pres.data_mode = 'D'::bpchar) AND ((20)::double precision > ALL (pres.adjusted_error))), false) AS small_pressure_error,
        CASE
            WHEN ((pres.data_mode = 'D'::bpchar) AND ((20)::double precision > ANY (pres.adjusted_error)) AND COALESCE(((20)::double precision <= ANY (pres.adjusted_error)), true)) THEN pres.adjusted_error
            ELSE NULL::real[]
        END AS pressure_errors,
        CASE
            WHEN ((p.source_kind)::text = 'core'::text) THEN NULL::text[]
            ELSE ARRAY( SELECT ((v.parameter || ' '::text) || (v.data_mode)::text)
               FROM public.profile_variables v
              WHERE ((v.profile_id = p.profile_id) AND (v.parameter = ANY (ARRAY['DOXY'::text, 'CHLA'::text, 'NITRATE'::text, 'PH_IN_SITU_TOTAL'::text, 'BBP700'::text, 'DOWN_IRRADIANCE490'::text, 'DOWNWELLING_PAR'::text])))
              ORDER BY ((v.parameter || ' '::text) || (v.data_mode)::text))
        END AS bgc_modes
   FROM (public.profiles p
     LEFT JOIN public.profile_variables pres ON (((pres.profile_id = p.profile_id) AND (pres.parameter = 'PRES'::text))))
  WHERE (((p.profile_index = 0) AND ((p.source_kind)::text = ANY (ARRAY[('core'::character varying)::text, ('synthetic'::character varying)::text]))) OR (((p.source_kind)::text = 'bgc'::text) AND (NOT (EXISTS ( SELECT
           FROM public.profiles o
          WHERE (((o.platform_number)::text = (p.platform_number)::text) AND (o.cycle_number = p.cycle_number) AND (o.direction = p.direction) AND ((o.source_kind)::text = 'synthetic'::text) AND (o.profile_index = 0)))))));


--
-- Name: VIEW cycle_sources; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON VIEW public.cycle_sources IS 'What argo.sources is kept from: which rows of profiles make the cycles, as a question.';


--
-- Name: COLUMN cycle_sources.profile_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.cycle_sources.profile_id IS 'Names one version of a profile: a version that takes its place has another number. Missing: never.';


--
-- Name: COLUMN cycle_sources.platform_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.cycle_sources.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER. Missing: never.';


--
-- Name: COLUMN cycle_sources.cycle_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.cycle_sources.cycle_number IS 'Number of the cycle, from 0; 0 is the launch. Argo: CYCLE_NUMBER. Missing: never.';


--
-- Name: COLUMN cycle_sources.direction; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.cycle_sources.direction IS 'A while the float rises, D while it sinks. Argo: DIRECTION. Missing: never.';


--
-- Name: COLUMN cycle_sources.beside_core; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.cycle_sources.beside_core IS 'Whether it gives BGC values beside a core profile, which has temperature and salinity. Missing: never.';


--
-- Name: COLUMN cycle_sources.small_pressure_error; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.cycle_sources.small_pressure_error IS 'Whether its pressures are in delayed mode with errors below 20 decibar at every level. Argo: PRES_ADJUSTED_ERROR. Missing: never.';


--
-- Name: COLUMN cycle_sources.pressure_errors; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.cycle_sources.pressure_errors IS 'Error of the pressure, an entry for each level. Unit: decibar. Argo: PRES_ADJUSTED_ERROR. Missing: null where no level is below 20 in delayed mode, or all are.';


--
-- Name: COLUMN cycle_sources.bgc_modes; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.cycle_sources.bgc_modes IS 'Parameter and its data mode, of the BGC parameters with columns of their own: DOXY A. Argo: PARAMETER_DATA_MODE. Missing: null for a core profile.';


--
-- Name: datasets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.datasets (
    dataset_id integer NOT NULL,
    file_id uuid,
    parent_dataset_id integer,
    name character varying(255),
    source_filename character varying(500),
    raw_file_path character varying(1500),
    raw_file_size bigint,
    raw_file_sha256 character(64),
    ingestion_date timestamp with time zone DEFAULT now() NOT NULL,
    date_range_start timestamp with time zone,
    date_range_end timestamp with time zone,
    bbox public.geography(Polygon,4326),
    float_count integer,
    profile_count integer,
    measurement_count bigint,
    outlier_count bigint,
    variable_list jsonb,
    test_counts jsonb,
    summary_text text,
    summary_source character varying(10),
    is_active boolean DEFAULT true NOT NULL,
    dataset_version integer DEFAULT 1 NOT NULL,
    written_run_id uuid,
    written_event jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    summary_run_id uuid,
    summary_model character varying(200),
    withdrawal_id integer,
    purged_at timestamp with time zone,
    parser_version integer,
    cleaner_version integer,
    grey_list_sha256 character(64),
    CONSTRAINT datasets_summary_source_check CHECK (((summary_source)::text = ANY (ARRAY[('llm'::character varying)::text, ('template'::character varying)::text])))
);


--
-- Name: TABLE datasets; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.datasets IS 'One row for each ingested NetCDF file and each zip.';


--
-- Name: COLUMN datasets.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.dataset_id IS 'Number of the dataset. Missing: never.';


--
-- Name: COLUMN datasets.file_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.file_id IS 'Id of the file on the topics. Missing: null for datasets of the Python service.';


--
-- Name: COLUMN datasets.parent_dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.parent_dataset_id IS 'The zip that the file was in. Missing: null for an upload of its own.';


--
-- Name: COLUMN datasets.name; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.name IS 'Name given at the upload, else the file''s. Missing: null for datasets of the Python service.';


--
-- Name: COLUMN datasets.source_filename; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.source_filename IS 'Name of the file. Missing: null where unknown.';


--
-- Name: COLUMN datasets.raw_file_path; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.raw_file_path IS 'Key of the raw file in the bucket. Missing: null where it was not kept.';


--
-- Name: COLUMN datasets.raw_file_size; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.raw_file_size IS 'Size of the raw file. Unit: byte. Missing: null where unknown.';


--
-- Name: COLUMN datasets.raw_file_sha256; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.raw_file_sha256 IS 'SHA-256 of the raw file, hexadecimal. Missing: null where unknown.';


--
-- Name: COLUMN datasets.ingestion_date; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.ingestion_date IS 'When it was uploaded. Missing: never.';


--
-- Name: COLUMN datasets.date_range_start; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.date_range_start IS 'Earliest date of its profiles. Argo: JULD. Missing: null until it is written, or without dates.';


--
-- Name: COLUMN datasets.date_range_end; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.date_range_end IS 'Latest date of its profiles. Argo: JULD. Missing: null until it is written, or without dates.';


--
-- Name: COLUMN datasets.bbox; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.bbox IS 'Bounding box of its positions, WGS 84. Missing: null until it is written, or without positions.';


--
-- Name: COLUMN datasets.float_count; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.float_count IS 'Floats in the file. Missing: null until it is written.';


--
-- Name: COLUMN datasets.profile_count; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.profile_count IS 'Profiles in the file. Missing: null until it is written.';


--
-- Name: COLUMN datasets.measurement_count; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.measurement_count IS 'Levels for which the file delivers anything. Missing: null until it is written.';


--
-- Name: COLUMN datasets.outlier_count; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.outlier_count IS 'Levels of which a value failed a quality test. Missing: null until it is written.';


--
-- Name: COLUMN datasets.variable_list; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.variable_list IS 'Argo names of its parameters. NVS: http://vocab.nerc.ac.uk/collection/R03/current/. Missing: null until it is written.';


--
-- Name: COLUMN datasets.test_counts; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.test_counts IS 'How many values failed which test, by parameter. Missing: null until it is written.';


--
-- Name: COLUMN datasets.summary_text; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.summary_text IS 'Summary in a sentence or two. Missing: null until it is summarized.';


--
-- Name: COLUMN datasets.summary_source; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.summary_source IS 'Who wrote the summary: llm or template. Missing: null until it is summarized.';


--
-- Name: COLUMN datasets.is_active; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.is_active IS 'Whether it counts as held. Missing: never.';


--
-- Name: COLUMN datasets.dataset_version; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.dataset_version IS 'Version, from 1. Missing: never.';


--
-- Name: COLUMN datasets.written_run_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.written_run_id IS 'The run that wrote it last. Missing: null until it is written.';


--
-- Name: COLUMN datasets.written_event; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.written_event IS 'The event DatasetWritten that was sent of it. Missing: null until it is written.';


--
-- Name: COLUMN datasets.created_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.created_at IS 'When the row was made. Missing: never.';


--
-- Name: COLUMN datasets.summary_run_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.summary_run_id IS 'The run that the summary is of. Missing: null until it is summarized.';


--
-- Name: COLUMN datasets.summary_model; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.summary_model IS 'The model that wrote the summary. Missing: null for a template.';


--
-- Name: COLUMN datasets.withdrawal_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.withdrawal_id IS 'The latest request to withdraw or restore it that was done. Missing: null where there never was one.';


--
-- Name: COLUMN datasets.purged_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.purged_at IS 'When its raw bytes and versions were removed for good. Missing: null where they were not.';


--
-- Name: COLUMN datasets.parser_version; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.parser_version IS 'Version of the parser that read the file; null where a release without versions did.';


--
-- Name: COLUMN datasets.cleaner_version; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.cleaner_version IS 'Version of the cleaner that judged its profiles; null where a release without versions did.';


--
-- Name: COLUMN datasets.grey_list_sha256; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.datasets.grey_list_sha256 IS 'SHA-256 of the grey list by which its profiles were judged; null where there was none.';


--
-- Name: datasets_dataset_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.datasets ALTER COLUMN dataset_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.datasets_dataset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: dead_letters; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.dead_letters (
    topic character varying(249) NOT NULL,
    partition integer NOT NULL,
    message_offset bigint NOT NULL,
    stage character varying(20) NOT NULL,
    job_id uuid,
    file_id uuid,
    attempt integer,
    filename character varying(1000),
    reason_code character varying(50) NOT NULL,
    reason text NOT NULL,
    permanent boolean NOT NULL,
    redrives integer DEFAULT 0 NOT NULL,
    original_topic character varying(249) NOT NULL,
    original_partition integer NOT NULL,
    original_offset bigint NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    status character varying(20) DEFAULT 'open'::character varying NOT NULL,
    handled_at timestamp with time zone,
    handled_by character varying(200),
    handled_reason text,
    CONSTRAINT dead_letters_status_check CHECK (((status)::text = ANY (ARRAY[('open'::character varying)::text, ('redriven'::character varying)::text, ('discarded'::character varying)::text])))
);


--
-- Name: TABLE dead_letters; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.dead_letters IS 'Records that a stage could not handle, and what was done about them; their bytes are on the topic.';


--
-- Name: COLUMN dead_letters.topic; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.topic IS 'Topic of the dead letter. Missing: never.';


--
-- Name: COLUMN dead_letters.partition; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.partition IS 'Its partition. Missing: never.';


--
-- Name: COLUMN dead_letters.message_offset; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.message_offset IS 'Its offset. Missing: never.';


--
-- Name: COLUMN dead_letters.stage; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.stage IS 'Stage that gave it up. Missing: never.';


--
-- Name: COLUMN dead_letters.job_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.job_id IS 'The job. Missing: null where the record does not say.';


--
-- Name: COLUMN dead_letters.file_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.file_id IS 'The file. Missing: null where the record does not say.';


--
-- Name: COLUMN dead_letters.attempt; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.attempt IS 'Attempt of the job. Missing: null where the record does not say.';


--
-- Name: COLUMN dead_letters.filename; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.filename IS 'Name of the file. Missing: null where the record does not say.';


--
-- Name: COLUMN dead_letters.reason_code; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.reason_code IS 'Kind of failure. Missing: never.';


--
-- Name: COLUMN dead_letters.reason; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.reason IS 'What happened, in a sentence. Missing: never.';


--
-- Name: COLUMN dead_letters.permanent; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.permanent IS 'Whether the same record would fail again. Missing: never.';


--
-- Name: COLUMN dead_letters.redrives; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.redrives IS 'How often it had been sent again before. Missing: never.';


--
-- Name: COLUMN dead_letters.original_topic; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.original_topic IS 'Topic that the record was read from. Missing: never.';


--
-- Name: COLUMN dead_letters.original_partition; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.original_partition IS 'Its partition there. Missing: never.';


--
-- Name: COLUMN dead_letters.original_offset; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.original_offset IS 'Its offset there. Missing: never.';


--
-- Name: COLUMN dead_letters.happened_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.happened_at IS 'When it failed. Missing: never.';


--
-- Name: COLUMN dead_letters.status; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.status IS 'open, redriven or discarded. Missing: never.';


--
-- Name: COLUMN dead_letters.handled_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.handled_at IS 'When it was redriven or discarded. Missing: null while open.';


--
-- Name: COLUMN dead_letters.handled_by; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.handled_by IS 'Who did. Missing: null while open.';


--
-- Name: COLUMN dead_letters.handled_reason; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.dead_letters.handled_reason IS 'Why it was discarded. Missing: null otherwise.';


--
-- Name: float_claims; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.float_claims (
    dataset_id integer,
    platform_number character varying(20) NOT NULL,
    run_id uuid,
    float_type character varying(10) NOT NULL,
    described_by character varying(10),
    described_date_update timestamp with time zone,
    deployment_date timestamp with time zone,
    deployment_lat double precision,
    deployment_lon double precision,
    country character varying(100),
    program character varying(200),
    platform_type text,
    metadata jsonb,
    CONSTRAINT float_claims_described_by_check CHECK (((described_by)::text = ANY ((ARRAY['meta'::character varying, 'profile'::character varying])::text[]))),
    CONSTRAINT float_claims_float_type_check CHECK (((float_type)::text = ANY ((ARRAY['core'::character varying, 'BGC'::character varying, 'deep'::character varying])::text[])))
);


--
-- Name: TABLE float_claims; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.float_claims IS 'What each held file says of each of its floats: floats has the greatest of it.';


--
-- Name: COLUMN float_claims.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_claims.dataset_id IS 'The dataset that has the versions of the file. Missing: null for what was said before these rows were kept.';


--
-- Name: COLUMN float_claims.platform_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_claims.platform_number IS 'PLATFORM_NUMBER.';


--
-- Name: COLUMN float_claims.run_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_claims.run_id IS 'The run over the file that read it. Missing: null for what was said before these rows were kept.';


--
-- Name: COLUMN float_claims.float_type; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_claims.float_type IS 'core, deep or BGC.';


--
-- Name: COLUMN float_claims.described_by; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_claims.described_by IS 'meta or profile: the kind of file. Missing: null where the file says nothing more.';


--
-- Name: COLUMN float_claims.described_date_update; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_claims.described_date_update IS 'DATE_UPDATE of the file. Missing: null where it has none.';


--
-- Name: COLUMN float_claims.deployment_date; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_claims.deployment_date IS 'LAUNCH_DATE. Missing: null where it is not given.';


--
-- Name: COLUMN float_claims.deployment_lat; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_claims.deployment_lat IS 'LAUNCH_LATITUDE. Unit: degree_north. Missing: null where it is not given.';


--
-- Name: COLUMN float_claims.deployment_lon; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_claims.deployment_lon IS 'LAUNCH_LONGITUDE. Unit: degree_east. Missing: null where it is not given.';


--
-- Name: COLUMN float_claims.country; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_claims.country IS 'Country of DATA_CENTRE. Missing: null where it is not known.';


--
-- Name: COLUMN float_claims.program; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_claims.program IS 'PROJECT_NAME, or the program of a _meta.nc. Missing: null where it is not given.';


--
-- Name: COLUMN float_claims.platform_type; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_claims.platform_type IS 'PLATFORM_TYPE. Missing: null where it is not given.';


--
-- Name: COLUMN float_claims.metadata; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_claims.metadata IS 'Everything that a _meta.nc says. Missing: null for other files.';


--
-- Name: float_missions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.float_missions (
    dataset_id integer NOT NULL,
    mission_number integer NOT NULL,
    platform_number character varying(20) NOT NULL,
    date_update timestamp with time zone,
    comment text,
    configuration jsonb NOT NULL
);


--
-- Name: TABLE float_missions; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.float_missions IS 'The configuration of a float, mission by mission, as a _meta.nc file has it. Of several files of a float the one with the newest date_update holds.';


--
-- Name: COLUMN float_missions.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_missions.dataset_id IS 'The dataset of the _meta.nc file.';


--
-- Name: COLUMN float_missions.mission_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_missions.mission_number IS 'Number of the mission, as profiles.config_mission_number names it. Argo: CONFIG_MISSION_NUMBER.';


--
-- Name: COLUMN float_missions.platform_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_missions.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER.';


--
-- Name: COLUMN float_missions.date_update; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_missions.date_update IS 'When the data centre last changed the file, UTC. Argo: DATE_UPDATE. Missing: null where the file has none.';


--
-- Name: COLUMN float_missions.comment; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_missions.comment IS 'Argo: CONFIG_MISSION_COMMENT. Missing: null where blank.';


--
-- Name: COLUMN float_missions.configuration; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_missions.configuration IS 'Values by Argo name, in the unit that ends the name: CONFIG_ProfilePressure_dbar. Argo: CONFIG_PARAMETER_NAME, CONFIG_PARAMETER_VALUE. NVS: http://vocab.nerc.ac.uk/collection/R18/current/.';


--
-- Name: float_sensors; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.float_sensors (
    dataset_id integer NOT NULL,
    sensor_number integer NOT NULL,
    platform_number character varying(20) NOT NULL,
    date_update timestamp with time zone,
    sensor text NOT NULL,
    maker text,
    model text,
    serial_no text
);


--
-- Name: TABLE float_sensors; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.float_sensors IS 'The sensors of a float as a _meta.nc file lists them. Of several files of a float the one with the newest date_update holds.';


--
-- Name: COLUMN float_sensors.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_sensors.dataset_id IS 'The dataset of the _meta.nc file.';


--
-- Name: COLUMN float_sensors.sensor_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_sensors.sensor_number IS 'Place in the list of the file, from 0 (N_SENSOR).';


--
-- Name: COLUMN float_sensors.platform_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_sensors.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER.';


--
-- Name: COLUMN float_sensors.date_update; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_sensors.date_update IS 'When the data centre last changed the file, UTC. Argo: DATE_UPDATE. Missing: null where the file has none.';


--
-- Name: COLUMN float_sensors.sensor; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_sensors.sensor IS 'Argo: SENSOR. NVS: http://vocab.nerc.ac.uk/collection/R25/current/.';


--
-- Name: COLUMN float_sensors.maker; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_sensors.maker IS 'Argo: SENSOR_MAKER. NVS: http://vocab.nerc.ac.uk/collection/R26/current/. Missing: null where blank.';


--
-- Name: COLUMN float_sensors.model; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_sensors.model IS 'Argo: SENSOR_MODEL. NVS: http://vocab.nerc.ac.uk/collection/R27/current/. Missing: null where blank.';


--
-- Name: COLUMN float_sensors.serial_no; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_sensors.serial_no IS 'Argo: SENSOR_SERIAL_NO. Missing: null where blank.';


--
-- Name: float_configurations; Type: VIEW; Schema: public; Owner: -
--

CREATE VIEW public.float_configurations AS
 SELECT DISTINCT ON (f.platform_number) f.platform_number,
    d.dataset_id
   FROM (( SELECT float_missions.platform_number,
            float_missions.dataset_id,
            float_missions.date_update
           FROM public.float_missions
        UNION
         SELECT float_sensors.platform_number,
            float_sensors.dataset_id,
            float_sensors.date_update
           FROM public.float_sensors) f
     JOIN public.datasets d USING (dataset_id))
  WHERE d.is_active
  ORDER BY f.platform_number, f.date_update DESC NULLS LAST, d.raw_file_sha256 DESC, d.dataset_id;


--
-- Name: VIEW float_configurations; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON VIEW public.float_configurations IS 'For each float the dataset of the _meta.nc file that holds: the newest date_update, then a digest.';


--
-- Name: COLUMN float_configurations.platform_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_configurations.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER.';


--
-- Name: COLUMN float_configurations.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.float_configurations.dataset_id IS 'The dataset whose float_missions and float_sensors hold.';


--
-- Name: float_positions_position_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.float_positions ALTER COLUMN position_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.float_positions_position_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: floats_float_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.floats ALTER COLUMN float_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.floats_float_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: floats_to_judge; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.floats_to_judge (
    request_id bigint NOT NULL,
    platform_number character varying(20) NOT NULL,
    asked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


--
-- Name: TABLE floats_to_judge; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.floats_to_judge IS 'Floats of which a primary core profile came, was replaced or went since they were judged by their neighbours.';


--
-- Name: COLUMN floats_to_judge.request_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats_to_judge.request_id IS 'Counts the requests.';


--
-- Name: COLUMN floats_to_judge.platform_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats_to_judge.platform_number IS 'WMO number of the float. Argo: PLATFORM_NUMBER.';


--
-- Name: COLUMN floats_to_judge.asked_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats_to_judge.asked_at IS 'When the profile came or went, UTC.';


--
-- Name: floats_to_judge_request_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.floats_to_judge ALTER COLUMN request_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.floats_to_judge_request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: floats_untold; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.floats_untold (
    platform_number character varying(20) NOT NULL
);


--
-- Name: TABLE floats_untold; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.floats_untold IS 'Floats of which the topic profiles.changed has yet to be told everything.';


--
-- Name: COLUMN floats_untold.platform_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.floats_untold.platform_number IS 'PLATFORM_NUMBER.';


--
-- Name: grey_list_floats; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.grey_list_floats (
    platform_number character varying(20) NOT NULL,
    entries_sha256 character(64) NOT NULL
);


--
-- Name: TABLE grey_list_floats; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.grey_list_floats IS 'The floats that the grey list named when it was last looked at.';


--
-- Name: COLUMN grey_list_floats.platform_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.grey_list_floats.platform_number IS 'PLATFORM_CODE of the grey list.';


--
-- Name: COLUMN grey_list_floats.entries_sha256; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.grey_list_floats.entries_sha256 IS 'SHA-256 of the float''s entries: parameters, days and flags.';


--
-- Name: ingestion_jobs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ingestion_jobs (
    job_id uuid DEFAULT gen_random_uuid() NOT NULL,
    dataset_id integer,
    original_filename character varying(500),
    raw_file_path character varying(1500),
    status character varying(20) DEFAULT 'pending'::character varying NOT NULL,
    progress_pct integer DEFAULT 0 NOT NULL,
    profiles_total integer,
    profiles_ingested integer DEFAULT 0 NOT NULL,
    error_log text,
    errors jsonb DEFAULT '[]'::jsonb NOT NULL,
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    file_id uuid,
    attempt integer DEFAULT 1 NOT NULL,
    stage character varying(20),
    stages jsonb DEFAULT '[]'::jsonb NOT NULL,
    file_counts jsonb DEFAULT '{"ended": 0, "total": 1, "failed": 0, "succeeded": 0}'::jsonb NOT NULL,
    profiles_rejected integer DEFAULT 0 NOT NULL,
    profiles_superseded integer DEFAULT 0 NOT NULL,
    outlier_count bigint DEFAULT 0 NOT NULL,
    test_counts jsonb DEFAULT '[]'::jsonb NOT NULL,
    warnings jsonb DEFAULT '[]'::jsonb NOT NULL,
    trace_id character(32),
    revision bigint DEFAULT 1 NOT NULL,
    progressed_at timestamp with time zone DEFAULT now() NOT NULL,
    resent_attempt integer,
    archive_filled text,
    CONSTRAINT ingestion_jobs_status_check CHECK (((status)::text = ANY (ARRAY[('pending'::character varying)::text, ('running'::character varying)::text, ('succeeded'::character varying)::text, ('failed'::character varying)::text])))
);


--
-- Name: TABLE ingestion_jobs; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.ingestion_jobs IS 'One row for each upload: a projection of the event stream.';


--
-- Name: COLUMN ingestion_jobs.job_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.job_id IS 'Id of the job. Missing: never.';


--
-- Name: COLUMN ingestion_jobs.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.dataset_id IS 'The dataset of the upload. Missing: null where it was deleted.';


--
-- Name: COLUMN ingestion_jobs.original_filename; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.original_filename IS 'Name of the uploaded file. Missing: null where unknown.';


--
-- Name: COLUMN ingestion_jobs.raw_file_path; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.raw_file_path IS 'Key of the raw file in the bucket. Missing: null where unknown.';


--
-- Name: COLUMN ingestion_jobs.status; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.status IS 'pending, running, succeeded or failed. Missing: never.';


--
-- Name: COLUMN ingestion_jobs.progress_pct; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.progress_pct IS 'Unit: percent. Missing: never.';


--
-- Name: COLUMN ingestion_jobs.profiles_total; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.profiles_total IS 'Profiles in all its files. Missing: null until they are counted.';


--
-- Name: COLUMN ingestion_jobs.profiles_ingested; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.profiles_ingested IS 'Profiles in the database. Missing: never.';


--
-- Name: COLUMN ingestion_jobs.error_log; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.error_log IS 'Why it failed, for people. Missing: null where it did not.';


--
-- Name: COLUMN ingestion_jobs.errors; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.errors IS 'Files and profiles that could not be ingested. Missing: never; empty without any.';


--
-- Name: COLUMN ingestion_jobs.started_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.started_at IS 'When a stage first worked on it. Missing: null before.';


--
-- Name: COLUMN ingestion_jobs.completed_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.completed_at IS 'When it ended. Missing: null before.';


--
-- Name: COLUMN ingestion_jobs.created_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.created_at IS 'When the row was made. Missing: never.';


--
-- Name: COLUMN ingestion_jobs.file_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.file_id IS 'The uploaded file on the topics. Missing: null for jobs of the Python service.';


--
-- Name: COLUMN ingestion_jobs.attempt; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.attempt IS 'Counts up with each retry. Missing: never.';


--
-- Name: COLUMN ingestion_jobs.stage; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.stage IS 'Stage that works on it. Missing: null before and after.';


--
-- Name: COLUMN ingestion_jobs.stages; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.stages IS 'Progress by stage. Missing: never; empty before the first.';


--
-- Name: COLUMN ingestion_jobs.file_counts; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.file_counts IS 'Files of the job by status. Missing: never.';


--
-- Name: COLUMN ingestion_jobs.profiles_rejected; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.profiles_rejected IS 'Profiles that could not be ingested. Missing: never.';


--
-- Name: COLUMN ingestion_jobs.profiles_superseded; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.profiles_superseded IS 'Profiles that lost to a version that was there. Missing: never.';


--
-- Name: COLUMN ingestion_jobs.outlier_count; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.outlier_count IS 'Levels of which a value failed a quality test. Missing: never.';


--
-- Name: COLUMN ingestion_jobs.test_counts; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.test_counts IS 'How many values failed which test, by parameter. Missing: never; empty without any.';


--
-- Name: COLUMN ingestion_jobs.warnings; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.warnings IS 'What is odd about its files. Missing: never; empty without any.';


--
-- Name: COLUMN ingestion_jobs.trace_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.trace_id IS 'Trace of the upload. Missing: null without tracing.';


--
-- Name: COLUMN ingestion_jobs.revision; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.revision IS 'Counts the changes of the row. Missing: never.';


--
-- Name: COLUMN ingestion_jobs.progressed_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.progressed_at IS 'When anything of the job changed last. Missing: never.';


--
-- Name: COLUMN ingestion_jobs.resent_attempt; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.resent_attempt IS 'Attempt for which its event was sent again. Missing: null where it was not.';


--
-- Name: COLUMN ingestion_jobs.archive_filled; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.ingestion_jobs.archive_filled IS 'What the dataset of a zip was last filled from. Missing: null where it was not.';


--
-- Name: job_files; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.job_files (
    job_id uuid NOT NULL,
    file_id uuid NOT NULL,
    is_root boolean NOT NULL,
    attempt integer NOT NULL,
    member_number integer,
    filename character varying(1000) NOT NULL,
    dataset_id integer,
    status character varying(20) NOT NULL,
    stage character varying(20),
    progress_pct integer NOT NULL,
    profiles_total integer,
    profiles_ingested integer NOT NULL,
    profiles_rejected integer NOT NULL,
    profiles_superseded integer NOT NULL,
    outlier_count bigint NOT NULL,
    reason text,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    state jsonb NOT NULL,
    CONSTRAINT job_files_status_check CHECK (((status)::text = ANY (ARRAY[('pending'::character varying)::text, ('running'::character varying)::text, ('succeeded'::character varying)::text, ('failed'::character varying)::text])))
);


--
-- Name: TABLE job_files; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.job_files IS 'One row for each file of a job, folded from its events.';


--
-- Name: COLUMN job_files.job_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.job_id IS 'The job. Missing: never.';


--
-- Name: COLUMN job_files.file_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.file_id IS 'The file. Missing: never.';


--
-- Name: COLUMN job_files.is_root; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.is_root IS 'Whether it is the upload itself. Missing: never.';


--
-- Name: COLUMN job_files.attempt; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.attempt IS 'Attempt of the job that it belongs to. Missing: never.';


--
-- Name: COLUMN job_files.member_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.member_number IS 'Number in the zip. Missing: null for the upload itself.';


--
-- Name: COLUMN job_files.filename; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.filename IS 'Name, or path in the zip. Missing: never.';


--
-- Name: COLUMN job_files.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.dataset_id IS 'Its dataset. Missing: null until it is written.';


--
-- Name: COLUMN job_files.status; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.status IS 'pending, running, succeeded or failed. Missing: never.';


--
-- Name: COLUMN job_files.stage; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.stage IS 'Stage that works on it. Missing: null before and after.';


--
-- Name: COLUMN job_files.progress_pct; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.progress_pct IS 'Unit: percent. Missing: never.';


--
-- Name: COLUMN job_files.profiles_total; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.profiles_total IS 'Profiles in it. Missing: null until they are counted.';


--
-- Name: COLUMN job_files.profiles_ingested; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.profiles_ingested IS 'Profiles in the database. Missing: never.';


--
-- Name: COLUMN job_files.profiles_rejected; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.profiles_rejected IS 'Profiles that could not be ingested. Missing: never.';


--
-- Name: COLUMN job_files.profiles_superseded; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.profiles_superseded IS 'Profiles that lost to a version that was there. Missing: never.';


--
-- Name: COLUMN job_files.outlier_count; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.outlier_count IS 'Levels of which a value failed a quality test. Missing: never.';


--
-- Name: COLUMN job_files.reason; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.reason IS 'Why it failed. Missing: null where it did not.';


--
-- Name: COLUMN job_files.started_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.started_at IS 'When a stage first worked on it. Missing: null before.';


--
-- Name: COLUMN job_files.ended_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.ended_at IS 'When it ended. Missing: null before.';


--
-- Name: COLUMN job_files.state; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files.state IS 'What is folded from its events. Missing: never.';


--
-- Name: job_files_rebuilt; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.job_files_rebuilt (
    job_id uuid NOT NULL,
    file_id uuid NOT NULL,
    is_root boolean NOT NULL,
    attempt integer NOT NULL,
    member_number integer,
    filename character varying(1000) NOT NULL,
    dataset_id integer,
    status character varying(20) NOT NULL,
    stage character varying(20),
    progress_pct integer NOT NULL,
    profiles_total integer,
    profiles_ingested integer NOT NULL,
    profiles_rejected integer NOT NULL,
    profiles_superseded integer NOT NULL,
    outlier_count bigint NOT NULL,
    reason text,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    state jsonb NOT NULL,
    CONSTRAINT job_files_status_check CHECK (((status)::text = ANY (ARRAY[('pending'::character varying)::text, ('running'::character varying)::text, ('succeeded'::character varying)::text, ('failed'::character varying)::text])))
);


--
-- Name: TABLE job_files_rebuilt; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.job_files_rebuilt IS 'A rebuilt projection of job_files while it grows.';


--
-- Name: COLUMN job_files_rebuilt.job_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.job_id IS 'The job. Missing: never.';


--
-- Name: COLUMN job_files_rebuilt.file_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.file_id IS 'The file. Missing: never.';


--
-- Name: COLUMN job_files_rebuilt.is_root; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.is_root IS 'Whether it is the upload itself. Missing: never.';


--
-- Name: COLUMN job_files_rebuilt.attempt; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.attempt IS 'Attempt of the job that it belongs to. Missing: never.';


--
-- Name: COLUMN job_files_rebuilt.member_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.member_number IS 'Number in the zip. Missing: null for the upload itself.';


--
-- Name: COLUMN job_files_rebuilt.filename; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.filename IS 'Name, or path in the zip. Missing: never.';


--
-- Name: COLUMN job_files_rebuilt.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.dataset_id IS 'Its dataset. Missing: null until it is written.';


--
-- Name: COLUMN job_files_rebuilt.status; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.status IS 'pending, running, succeeded or failed. Missing: never.';


--
-- Name: COLUMN job_files_rebuilt.stage; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.stage IS 'Stage that works on it. Missing: null before and after.';


--
-- Name: COLUMN job_files_rebuilt.progress_pct; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.progress_pct IS 'Unit: percent. Missing: never.';


--
-- Name: COLUMN job_files_rebuilt.profiles_total; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.profiles_total IS 'Profiles in it. Missing: null until they are counted.';


--
-- Name: COLUMN job_files_rebuilt.profiles_ingested; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.profiles_ingested IS 'Profiles in the database. Missing: never.';


--
-- Name: COLUMN job_files_rebuilt.profiles_rejected; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.profiles_rejected IS 'Profiles that could not be ingested. Missing: never.';


--
-- Name: COLUMN job_files_rebuilt.profiles_superseded; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.profiles_superseded IS 'Profiles that lost to a version that was there. Missing: never.';


--
-- Name: COLUMN job_files_rebuilt.outlier_count; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.outlier_count IS 'Levels of which a value failed a quality test. Missing: never.';


--
-- Name: COLUMN job_files_rebuilt.reason; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.reason IS 'Why it failed. Missing: null where it did not.';


--
-- Name: COLUMN job_files_rebuilt.started_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.started_at IS 'When a stage first worked on it. Missing: null before.';


--
-- Name: COLUMN job_files_rebuilt.ended_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.ended_at IS 'When it ended. Missing: null before.';


--
-- Name: COLUMN job_files_rebuilt.state; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.job_files_rebuilt.state IS 'What is folded from its events. Missing: never.';


--
-- Name: mirror_datasets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mirror_datasets (
    dataset_id integer NOT NULL,
    source_id integer NOT NULL
);


--
-- Name: TABLE mirror_datasets; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.mirror_datasets IS 'The datasets that a mirror has brought. It withdraws no other.';


--
-- Name: COLUMN mirror_datasets.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_datasets.dataset_id IS 'The dataset.';


--
-- Name: COLUMN mirror_datasets.source_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_datasets.source_id IS 'The source of its bytes.';


--
-- Name: mirror_files; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mirror_files (
    source_id integer NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    index_kind text NOT NULL,
    index_update timestamp with time zone,
    wanted_since timestamp with time zone,
    state text DEFAULT 'listed'::text NOT NULL,
    file_update timestamp with time zone,
    size_bytes bigint,
    etag text,
    sha256 bytea,
    dataset_id integer,
    replaced integer[] DEFAULT '{}'::integer[] NOT NULL,
    problem text,
    missing_since timestamp with time zone,
    CONSTRAINT mirror_files_index_kind_check CHECK ((index_kind = ANY (ARRAY['core'::text, 'bio'::text, 'synthetic'::text, 'meta'::text, 'folder'::text]))),
    CONSTRAINT mirror_files_state_check CHECK ((state = ANY (ARRAY['listed'::text, 'taken'::text, 'held'::text, 'failed'::text])))
);


--
-- Name: TABLE mirror_files; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.mirror_files IS 'One row for each file that a source lists or has listed, until it is gone and withdrawn.';


--
-- Name: COLUMN mirror_files.source_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_files.source_id IS 'The source.';


--
-- Name: COLUMN mirror_files.path; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_files.path IS 'As the index has it, below dac/: aoml/13857/profiles/R13857_001.nc.';


--
-- Name: COLUMN mirror_files.index_kind; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_files.index_kind IS 'The index that lists it: core, bio, synthetic, meta; folder where there is none.';


--
-- Name: COLUMN mirror_files.index_update; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_files.index_update IS 'date_update of its row in the index; null where that is blank. Of a folder, when the file changed.';


--
-- Name: COLUMN mirror_files.wanted_since; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_files.wanted_since IS 'Since when it is to be fetched; null where what the index says is held.';


--
-- Name: COLUMN mirror_files.state; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_files.state IS 'listed: nothing held; taken: on its way into the database; held: in it; failed: refused by a stage.';


--
-- Name: COLUMN mirror_files.file_update; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_files.file_update IS 'DATE_UPDATE of the bytes that were fetched last.';


--
-- Name: COLUMN mirror_files.size_bytes; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_files.size_bytes IS 'Size of the bytes that were fetched last, bytes.';


--
-- Name: COLUMN mirror_files.etag; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_files.etag IS 'What the source calls that version, by HTTP; null elsewhere.';


--
-- Name: COLUMN mirror_files.sha256; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_files.sha256 IS 'SHA-256 of the bytes that were fetched last.';


--
-- Name: COLUMN mirror_files.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_files.dataset_id IS 'The dataset that has these bytes.';


--
-- Name: COLUMN mirror_files.replaced; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_files.replaced IS 'Datasets of earlier bytes, withdrawn once the newer ones are in the database.';


--
-- Name: COLUMN mirror_files.problem; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_files.problem IS 'Why it could not be fetched, or was refused, the last time.';


--
-- Name: COLUMN mirror_files.missing_since; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_files.missing_since IS 'Since when the index lacks it.';


--
-- Name: mirror_runs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mirror_runs (
    run_id integer NOT NULL,
    source_id integer NOT NULL,
    address text,
    started_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    status text DEFAULT 'running'::text NOT NULL,
    counts jsonb DEFAULT '{}'::jsonb NOT NULL,
    problems jsonb DEFAULT '[]'::jsonb NOT NULL,
    error text,
    CONSTRAINT mirror_runs_status_check CHECK ((status = ANY (ARRAY['running'::text, 'succeeded'::text, 'failed'::text, 'stopped'::text])))
);


--
-- Name: TABLE mirror_runs; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.mirror_runs IS 'Runs of mirrors: from reading the indexes to the end of all that was fetched.';


--
-- Name: COLUMN mirror_runs.run_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_runs.run_id IS 'Its number.';


--
-- Name: COLUMN mirror_runs.source_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_runs.source_id IS 'The source.';


--
-- Name: COLUMN mirror_runs.address; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_runs.address IS 'Which of the addresses the indexes are from.';


--
-- Name: COLUMN mirror_runs.started_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_runs.started_at IS 'When it began.';


--
-- Name: COLUMN mirror_runs.ended_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_runs.ended_at IS 'When it ended; null while it runs.';


--
-- Name: COLUMN mirror_runs.status; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_runs.status IS 'stopped: ended by a signal, a kill or the loss of the lead; the next run goes on.';


--
-- Name: COLUMN mirror_runs.counts; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_runs.counts IS 'Files by what became of them; docs/mirror.md says what each is.';


--
-- Name: COLUMN mirror_runs.problems; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_runs.problems IS 'The first of the files and indexes that could not be taken, with a sentence each.';


--
-- Name: COLUMN mirror_runs.error; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_runs.error IS 'Why it failed.';


--
-- Name: mirror_runs_run_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.mirror_runs ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.mirror_runs_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: mirror_sources; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mirror_sources (
    source_id integer NOT NULL,
    addresses text[] NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: TABLE mirror_sources; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.mirror_sources IS 'A set of files that the database is kept equal to, known by any of its addresses.';


--
-- Name: COLUMN mirror_sources.source_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_sources.source_id IS 'Its number.';


--
-- Name: COLUMN mirror_sources.addresses; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_sources.addresses IS 'Where it is, in the order in which they are asked; without user and password.';


--
-- Name: COLUMN mirror_sources.created_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.mirror_sources.created_at IS 'When it was first mirrored.';


--
-- Name: mirror_sources_source_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.mirror_sources ALTER COLUMN source_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.mirror_sources_source_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: neighbour_facts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.neighbour_facts (
    profile_id integer NOT NULL,
    temperature jsonb,
    salinity jsonb
);


--
-- Name: TABLE neighbour_facts; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.neighbour_facts IS 'What tests 16 and 18 need of a profile, so that a float can be judged again without its levels.';


--
-- Name: COLUMN neighbour_facts.profile_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.neighbour_facts.profile_id IS 'The version of the profile.';


--
-- Name: COLUMN neighbour_facts.temperature; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.neighbour_facts.temperature IS 'deepest: deepest good pressure; deep_mean: mean of good TEMP over the deepest 100 dbar; slabs: means of TEMP by 50 dbar. Unit: decibar, degree_Celsius. Missing: null without temperature.';


--
-- Name: COLUMN neighbour_facts.salinity; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.neighbour_facts.salinity IS 'The same of PSAL. Unit: decibar, psu. Missing: null without salinity.';


--
-- Name: neighbour_verdicts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.neighbour_verdicts (
    profile_id integer NOT NULL,
    failed_tests integer NOT NULL,
    temperature_tests integer NOT NULL,
    salinity_tests integer NOT NULL,
    reasons jsonb NOT NULL
);


--
-- Name: TABLE neighbour_verdicts; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.neighbour_verdicts IS 'Primary core profiles that failed a test beside the other cycles of their float. A function of the profiles that are shown.';


--
-- Name: COLUMN neighbour_verdicts.profile_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.neighbour_verdicts.profile_id IS 'The version of the profile.';


--
-- Name: COLUMN neighbour_verdicts.failed_tests; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.neighbour_verdicts.failed_tests IS 'All tests that failed, by the bits of quality_tests.';


--
-- Name: COLUMN neighbour_verdicts.temperature_tests; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.neighbour_verdicts.temperature_tests IS 'Those that tell against every TEMP of the profile.';


--
-- Name: COLUMN neighbour_verdicts.salinity_tests; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.neighbour_verdicts.salinity_tests IS 'Those that tell against every PSAL of the profile.';


--
-- Name: COLUMN neighbour_verdicts.reasons; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.neighbour_verdicts.reasons IS 'A sentence for each, a JSON array.';


--
-- Name: operation_changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.operation_changes (
    operation_id uuid NOT NULL,
    platform_number character varying(20) NOT NULL,
    parameter text,
    test_bit smallint,
    profiles bigint NOT NULL,
    added bigint NOT NULL,
    gone bigint NOT NULL,
    changed bigint NOT NULL
);


--
-- Name: TABLE operation_changes; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.operation_changes IS 'What an operation changed in what is shown: by float, parameter and quality test.';


--
-- Name: COLUMN operation_changes.operation_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_changes.operation_id IS 'The operation.';


--
-- Name: COLUMN operation_changes.platform_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_changes.platform_number IS 'PLATFORM_NUMBER.';


--
-- Name: COLUMN operation_changes.parameter; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_changes.parameter IS 'Argo name of the parameter; null for profiles as a whole.';


--
-- Name: COLUMN operation_changes.test_bit; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_changes.test_bit IS 'Bit of the quality test; null where values are counted.';


--
-- Name: COLUMN operation_changes.profiles; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_changes.profiles IS 'Profiles in which there was any such change.';


--
-- Name: COLUMN operation_changes.added; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_changes.added IS 'Profiles shown that were not; values where there were none; with a test, levels (of whole profiles: profiles) that fail it now and did not.';


--
-- Name: COLUMN operation_changes.gone; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_changes.gone IS 'Profiles no longer shown; values that are missing now; with a test, levels or profiles that no longer fail it.';


--
-- Name: COLUMN operation_changes.changed; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_changes.changed IS 'Profiles with other contents or verdict; levels with other values, errors or flags.';


--
-- Name: operation_files; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.operation_files (
    operation_id uuid NOT NULL,
    dataset_id integer NOT NULL,
    state character varying(10) DEFAULT 'waiting'::character varying NOT NULL,
    tries smallint DEFAULT 0 NOT NULL,
    not_before timestamp with time zone,
    sent_at timestamp with time zone,
    sent_run_id uuid,
    run_before uuid,
    reason text,
    CONSTRAINT operation_files_state_check CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'sent'::character varying, 'failed'::character varying, 'missing'::character varying, 'withdrawn'::character varying])::text[])))
);


--
-- Name: TABLE operation_files; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.operation_files IS 'The files of operations that have not succeeded: those that wait, are under way, or could not be read again.';


--
-- Name: COLUMN operation_files.operation_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_files.operation_id IS 'The operation.';


--
-- Name: COLUMN operation_files.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_files.dataset_id IS 'The dataset of the file.';


--
-- Name: COLUMN operation_files.state; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_files.state IS 'waiting; sent: on its way through the stages; failed; missing: its raw file is gone; withdrawn: it was passed over.';


--
-- Name: COLUMN operation_files.tries; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_files.tries IS 'How often it was sent.';


--
-- Name: COLUMN operation_files.not_before; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_files.not_before IS 'It is not sent before this; null for as soon as there is room.';


--
-- Name: COLUMN operation_files.sent_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_files.sent_at IS 'When it was sent last.';


--
-- Name: COLUMN operation_files.sent_run_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_files.sent_run_id IS 'A run id made when it was sent: runs that began later sort after it.';


--
-- Name: COLUMN operation_files.run_before; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_files.run_before IS 'The run that had written the file when it was sent.';


--
-- Name: COLUMN operation_files.reason; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operation_files.reason IS 'Why it could not be read again.';


--
-- Name: operations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.operations (
    operation_id uuid DEFAULT gen_random_uuid() NOT NULL,
    kind character varying(20) NOT NULL,
    request jsonb NOT NULL,
    state character varying(10) DEFAULT 'running'::character varying NOT NULL,
    requested_by character varying(200) NOT NULL,
    because character varying(1000),
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_by character varying(200),
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    files_total integer DEFAULT 0 NOT NULL,
    files_succeeded integer DEFAULT 0 NOT NULL,
    CONSTRAINT operations_kind_check CHECK (((kind)::text = 'reprocess'::text)),
    CONSTRAINT operations_state_check CHECK (((state)::text = ANY ((ARRAY['running'::character varying, 'paused'::character varying, 'stopped'::character varying, 'done'::character varying])::text[])))
);


--
-- Name: TABLE operations; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.operations IS 'Work over many files that an operator, or a changed grey list, has asked for.';


--
-- Name: COLUMN operations.operation_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operations.operation_id IS 'Names the operation; carried by FileStaged of its files.';


--
-- Name: COLUMN operations.kind; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operations.kind IS 'reprocess: held files are read again from the bucket with the code of today.';


--
-- Name: COLUMN operations.request; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operations.request IS 'Which files were meant, as it was asked for.';


--
-- Name: COLUMN operations.state; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operations.state IS 'running; paused; stopped: no further file is begun; done: every file has ended.';


--
-- Name: COLUMN operations.requested_by; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operations.requested_by IS 'Who asked for it.';


--
-- Name: COLUMN operations.because; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operations.because IS 'Why, where that was said.';


--
-- Name: COLUMN operations.requested_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operations.requested_at IS 'When it was asked for: the files were chosen then.';


--
-- Name: COLUMN operations.changed_by; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operations.changed_by IS 'Who paused, resumed or stopped it last.';


--
-- Name: COLUMN operations.changed_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operations.changed_at IS 'When its state changed last.';


--
-- Name: COLUMN operations.ended_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operations.ended_at IS 'When its last file ended, or when it was stopped.';


--
-- Name: COLUMN operations.files_total; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operations.files_total IS 'Files that were chosen.';


--
-- Name: COLUMN operations.files_succeeded; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.operations.files_succeeded IS 'Files of which a run has been written since.';


--
-- Name: outbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outbox (
    outbox_id bigint NOT NULL,
    topic character varying(200) NOT NULL,
    record_type character varying(100) NOT NULL,
    record jsonb NOT NULL,
    dead_letter jsonb,
    traceparent character varying(55),
    job_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    lane character varying(4) DEFAULT 'live'::character varying NOT NULL,
    bulk_file_id uuid,
    CONSTRAINT outbox_lane_check CHECK (((lane)::text = ANY (ARRAY[('live'::character varying)::text, ('bulk'::character varying)::text])))
);


--
-- Name: TABLE outbox; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.outbox IS 'Events that were recorded together with what they tell of, until the broker has acknowledged them.';


--
-- Name: COLUMN outbox.outbox_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.outbox.outbox_id IS 'Number in the order of recording. Missing: never.';


--
-- Name: COLUMN outbox.topic; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.outbox.topic IS 'Topic without the prefix. Missing: never.';


--
-- Name: COLUMN outbox.record_type; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.outbox.record_type IS 'Avro record. Missing: never.';


--
-- Name: COLUMN outbox.record; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.outbox.record IS 'The event. Missing: never.';


--
-- Name: COLUMN outbox.dead_letter; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.outbox.dead_letter IS 'Reason and code of a dead letter. Missing: null for other events.';


--
-- Name: COLUMN outbox.traceparent; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.outbox.traceparent IS 'Trace that the event carries on. Missing: null without one.';


--
-- Name: COLUMN outbox.job_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.outbox.job_id IS 'The job. Missing: never.';


--
-- Name: COLUMN outbox.created_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.outbox.created_at IS 'When the row was made. Missing: never.';


--
-- Name: COLUMN outbox.lane; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.outbox.lane IS 'live: sent at once; bulk: sent where there is room in the window.';


--
-- Name: COLUMN outbox.bulk_file_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.outbox.bulk_file_id IS 'The file of a bulk event: it waits once, however often it was put here. Null for live events.';


--
-- Name: outbox_outbox_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.outbox ALTER COLUMN outbox_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbox_outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: profile_changes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.profile_changes (
    change_id bigint NOT NULL,
    changes json NOT NULL,
    change_count integer NOT NULL
);


--
-- Name: TABLE profile_changes; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.profile_changes IS 'Changes of the profiles shown that the topic profiles.changed has yet to be told of.';


--
-- Name: COLUMN profile_changes.change_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_changes.change_id IS 'Number of the change, greater for a later one of the same profile.';


--
-- Name: COLUMN profile_changes.changes; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_changes.changes IS 'The changes of one transaction.';


--
-- Name: COLUMN profile_changes.change_count; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_changes.change_count IS 'How many they are.';


--
-- Name: profile_changes_change_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.profile_changes ALTER COLUMN change_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.profile_changes_change_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: profile_ids; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.profile_ids
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: profile_ids; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.profile_ids OWNED BY public.profiles.profile_id;


--
-- Name: profile_provenance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.profile_provenance (
    dataset_id integer NOT NULL,
    profile_number integer NOT NULL,
    tests_performed jsonb,
    tests_failed jsonb,
    history jsonb NOT NULL,
    history_left_out integer NOT NULL,
    calibrations jsonb NOT NULL,
    calibrations_left_out integer NOT NULL
);


--
-- Name: TABLE profile_provenance; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.profile_provenance IS 'One row for each recorded version of a profile of which the file says how it was made, whether it is shown or not.';


--
-- Name: COLUMN profile_provenance.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_provenance.dataset_id IS 'The dataset of the file, as in profile_versions.';


--
-- Name: COLUMN profile_provenance.profile_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_provenance.profile_number IS 'Index along N_PROF in the file, from 0.';


--
-- Name: COLUMN profile_provenance.tests_performed; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_provenance.tests_performed IS 'Numbers of the real-time tests that the data centre performed, a JSON array. Argo: HISTORY_QCTEST of the latest HISTORY_ACTION QCP$. NVS: http://vocab.nerc.ac.uk/collection/R11/current/. Missing: null where HISTORY does not say it.';


--
-- Name: COLUMN profile_provenance.tests_failed; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_provenance.tests_failed IS 'Numbers of the tests of which the data centre says that something failed, a JSON array. Argo: HISTORY_QCTEST of the latest HISTORY_ACTION QCF$. Missing: null where HISTORY does not say it.';


--
-- Name: COLUMN profile_provenance.history; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_provenance.history IS 'The latest entries of HISTORY_*, at most 200, by name: institution, step, software, software_release, reference, date (YYYYMMDDHHMISS, UTC), action, parameter, start_pres and stop_pres (decibar), previous_value, qctest.';


--
-- Name: COLUMN profile_provenance.history_left_out; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_provenance.history_left_out IS 'Earlier entries that were left out.';


--
-- Name: COLUMN profile_provenance.calibrations; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_provenance.calibrations IS 'PARAMETER and SCIENTIFIC_CALIB_EQUATION, _COEFFICIENT, _COMMENT and _DATE that are not blank, at most 200, with the number of the calibration along N_CALIB.';


--
-- Name: COLUMN profile_provenance.calibrations_left_out; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_provenance.calibrations_left_out IS 'Calibrations that were left out.';


--
-- Name: profile_versions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.profile_versions (
    dataset_id integer NOT NULL,
    profile_number integer NOT NULL,
    run_id uuid NOT NULL,
    platform_number character varying(20) NOT NULL,
    cycle_number integer NOT NULL,
    direction character(1) NOT NULL,
    source_kind character varying(10) NOT NULL,
    profile_index integer NOT NULL,
    data_mode character(1) NOT NULL,
    date_update timestamp with time zone,
    level_count integer NOT NULL,
    value_count integer NOT NULL,
    flag_count integer NOT NULL,
    content_sha256 bytea NOT NULL,
    verdict_sha256 bytea NOT NULL,
    shown boolean NOT NULL
);


--
-- Name: TABLE profile_versions; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.profile_versions IS 'One row for each profile of the latest run over each held file, whether it is shown or not.';


--
-- Name: COLUMN profile_versions.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.dataset_id IS 'The dataset of the file; of two with the same bytes, that of the later run.';


--
-- Name: COLUMN profile_versions.profile_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.profile_number IS 'Index along N_PROF in the file, from 0.';


--
-- Name: COLUMN profile_versions.run_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.run_id IS 'The run over the file that read the profile.';


--
-- Name: COLUMN profile_versions.platform_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.platform_number IS 'PLATFORM_NUMBER.';


--
-- Name: COLUMN profile_versions.cycle_number; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.cycle_number IS 'CYCLE_NUMBER.';


--
-- Name: COLUMN profile_versions.direction; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.direction IS 'DIRECTION: A ascending, D descending.';


--
-- Name: COLUMN profile_versions.source_kind; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.source_kind IS 'The family of the file: core, bgc or synthetic.';


--
-- Name: COLUMN profile_versions.profile_index; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.profile_index IS 'Counts the sub-profiles of one cycle in one file; 0 is the primary sampling.';


--
-- Name: COLUMN profile_versions.data_mode; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.data_mode IS 'DATA_MODE: R real time, A adjusted, D delayed mode.';


--
-- Name: COLUMN profile_versions.date_update; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.date_update IS 'DATE_UPDATE of the file; null where it has none.';


--
-- Name: COLUMN profile_versions.level_count; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.level_count IS 'Levels for which the file delivers a value.';


--
-- Name: COLUMN profile_versions.value_count; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.value_count IS 'Values, raw and adjusted, that are not missing.';


--
-- Name: COLUMN profile_versions.flag_count; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.flag_count IS 'Flags, of raw and adjusted values, that are not blank.';


--
-- Name: COLUMN profile_versions.content_sha256; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.content_sha256 IS 'Digest of everything that the file delivers of the profile.';


--
-- Name: COLUMN profile_versions.verdict_sha256; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.verdict_sha256 IS 'Digest of what the quality tests said of it.';


--
-- Name: COLUMN profile_versions.shown; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.profile_versions.shown IS 'Whether the row of profiles with this key is this version, counted to this dataset.';


--
-- Name: rereads; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rereads (
    dataset_id integer NOT NULL,
    run_id uuid NOT NULL,
    asked_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: TABLE rereads; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.rereads IS 'Datasets whose raw file the writer has asked to have read again, for the levels of a version that is to be shown.';


--
-- Name: COLUMN rereads.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.rereads.dataset_id IS 'The dataset that holds the version.';


--
-- Name: COLUMN rereads.run_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.rereads.run_id IS 'The run whose rows named the version: after another one it may be asked for again.';


--
-- Name: COLUMN rereads.asked_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.rereads.asked_at IS 'When it was asked for last; not again for an hour.';


--
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    sha256 character(64) NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: TABLE schema_migrations; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.schema_migrations IS 'The migrations that have run.';


--
-- Name: COLUMN schema_migrations.name; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.schema_migrations.name IS 'File of the migration. Missing: never.';


--
-- Name: COLUMN schema_migrations.sha256; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.schema_migrations.sha256 IS 'SHA-256 of its text. Missing: never.';


--
-- Name: COLUMN schema_migrations.applied_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.schema_migrations.applied_at IS 'When it ran. Missing: never.';


--
-- Name: uploads; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.uploads (
    upload_id uuid NOT NULL,
    dataset_id integer NOT NULL,
    job_id uuid NOT NULL,
    file_id uuid NOT NULL,
    filename character varying(500) NOT NULL,
    dataset_name character varying(255),
    lane character varying(4) NOT NULL,
    metadata text,
    object_key text NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 character(64),
    writer_id uuid,
    received_bytes bigint DEFAULT 0 NOT NULL,
    parts_id text,
    etags text[] DEFAULT '{}'::text[] NOT NULL,
    remainder_key text,
    digest_state bytea,
    traceparent text NOT NULL,
    created_by character varying(200),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    moved_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    completed_at timestamp with time zone,
    CONSTRAINT uploads_check CHECK (((received_bytes >= 0) AND (received_bytes <= size_bytes))),
    CONSTRAINT uploads_lane_check CHECK (((lane)::text = ANY ((ARRAY['live'::character varying, 'bulk'::character varying])::text[]))),
    CONSTRAINT uploads_size_bytes_check CHECK ((size_bytes > 0))
);


--
-- Name: TABLE uploads; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.uploads IS 'Uploads by tus that are under way, and those that have ended until they expire.';


--
-- Name: COLUMN uploads.upload_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.upload_id IS 'The last part of its address: whoever knows it may go on with it.';


--
-- Name: COLUMN uploads.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.dataset_id IS 'The dataset that it becomes.';


--
-- Name: COLUMN uploads.job_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.job_id IS 'The job that it becomes.';


--
-- Name: COLUMN uploads.file_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.file_id IS 'The file that it becomes.';


--
-- Name: COLUMN uploads.filename; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.filename IS 'The name of the file, as the client says it.';


--
-- Name: COLUMN uploads.dataset_name; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.dataset_name IS 'A name for the dataset; null for that of the file.';


--
-- Name: COLUMN uploads.lane; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.lane IS 'live: somebody waits for the file; bulk: it is one of many.';


--
-- Name: COLUMN uploads.metadata; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.metadata IS 'Upload-Metadata as it came, to be given back.';


--
-- Name: COLUMN uploads.object_key; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.object_key IS 'Where the bucket has the file when it is whole.';


--
-- Name: COLUMN uploads.size_bytes; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.size_bytes IS 'How long the file is, bytes.';


--
-- Name: COLUMN uploads.sha256; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.sha256 IS 'The digest that its bytes must have, where the client says it.';


--
-- Name: COLUMN uploads.writer_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.writer_id IS 'The request that adds bytes: an earlier one that still tries to is refused.';


--
-- Name: COLUMN uploads.received_bytes; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.received_bytes IS 'Bytes that are safe in the bucket.';


--
-- Name: COLUMN uploads.parts_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.parts_id IS 'The id of the multipart upload in the bucket; null before the first whole part.';


--
-- Name: COLUMN uploads.etags; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.etags IS 'The parts in the bucket, in their order.';


--
-- Name: COLUMN uploads.remainder_key; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.remainder_key IS 'Where the bucket has the bytes after the last whole part; null where there are none.';


--
-- Name: COLUMN uploads.digest_state; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.digest_state IS 'How far the SHA-256 has come after received_bytes.';


--
-- Name: COLUMN uploads.traceparent; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.traceparent IS 'W3C trace context of the request that created it.';


--
-- Name: COLUMN uploads.created_by; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.created_by IS 'Who created it, as the token or the API key says; null where it says nothing.';


--
-- Name: COLUMN uploads.created_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.created_at IS 'When it was created.';


--
-- Name: COLUMN uploads.moved_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.moved_at IS 'When bytes were last added.';


--
-- Name: COLUMN uploads.expires_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.expires_at IS 'When it is removed with all its bytes; once it has ended, when only this row is.';


--
-- Name: COLUMN uploads.completed_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.uploads.completed_at IS 'When dataset and job were recorded; null before.';


--
-- Name: withdrawals; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.withdrawals (
    withdrawal_id integer NOT NULL,
    kind character varying(10) NOT NULL,
    dataset_id integer NOT NULL,
    through_dataset_id integer,
    because text NOT NULL,
    requested_by character varying(200) NOT NULL,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    done_at timestamp with time zone,
    bytes_removed_at timestamp with time zone,
    CONSTRAINT withdrawals_kind_check CHECK (((kind)::text = ANY ((ARRAY['withdraw'::character varying, 'restore'::character varying, 'purge'::character varying])::text[])))
);


--
-- Name: TABLE withdrawals; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TABLE public.withdrawals IS 'Requests to withdraw, restore or purge datasets, one row for each dataset: who asked, when and why.';


--
-- Name: COLUMN withdrawals.withdrawal_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.withdrawals.withdrawal_id IS 'Number of the request; of two about one dataset the greater holds.';


--
-- Name: COLUMN withdrawals.kind; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.withdrawals.kind IS 'withdraw, restore or purge.';


--
-- Name: COLUMN withdrawals.dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.withdrawals.dataset_id IS 'The dataset.';


--
-- Name: COLUMN withdrawals.through_dataset_id; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.withdrawals.through_dataset_id IS 'The dataset of the zip that it was asked for. Missing: null where the dataset was named itself.';


--
-- Name: COLUMN withdrawals.because; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.withdrawals.because IS 'Why, in the words of who asked.';


--
-- Name: COLUMN withdrawals.requested_by; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.withdrawals.requested_by IS 'Who asked.';


--
-- Name: COLUMN withdrawals.requested_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.withdrawals.requested_at IS 'When.';


--
-- Name: COLUMN withdrawals.done_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.withdrawals.done_at IS 'When it was done. Missing: null until then.';


--
-- Name: COLUMN withdrawals.bytes_removed_at; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON COLUMN public.withdrawals.bytes_removed_at IS 'When the raw bytes of a purged dataset were removed. Missing: null until then, and for other requests.';


--
-- Name: withdrawals_withdrawal_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.withdrawals ALTER COLUMN withdrawal_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.withdrawals_withdrawal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: profiles profile_id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profiles ALTER COLUMN profile_id SET DEFAULT nextval('public.profile_ids'::regclass);


--
-- Data for Name: sources; Type: TABLE DATA; Schema: argo; Owner: -
--

INSERT INTO argo.sources VALUES (1, false, false, NULL, NULL);


--
-- Data for Name: api_keys; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: audit_log; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: bulk_in_flight; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: datasets; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.datasets VALUES (1, 'e09512ac-99fe-45f1-87cb-e6f78fa9e77d', NULL, 'n', 'f', 'k', 1, 'abababababababababababababababababababababababababababababababab', '2026-11-26 21:35:48.15723+00', '2024-05-06 00:00:00+00', '2024-05-06 00:00:00+00', NULL, 1, 1, 2, 0, '["PRES"]', '[]', 's', 'template', true, 1, '01a219c9-3bce-7000-a086-c0bef88d199a', '{"file": {"job_id": "2092ec54-d8d1-4232-a693-35dd8fa33222", "reason": "UPLOAD", "sha256": "abababababababababababababababababababababababababababababababab", "archive": null, "attempt": 1, "file_id": "e09512ac-99fe-45f1-87cb-e6f78fa9e77d", "filename": "R6900001_001.nc", "staged_at": 1714953600000, "dataset_id": 1, "object_key": "raw-uploads/1/R6900001_001.nc", "size_bytes": 1, "dataset_name": null, "parent_dataset_id": null}, "run_id": "01a219c9-3bce-7000-a086-c0bef88d199a", "rejected": [], "warnings": [], "dataset_id": 1, "statistics": {"variables": ["PRES"], "float_count": 1, "bounding_box": null, "outlier_count": 0, "profile_count": 1, "date_range_end": 1714953600000, "date_range_start": 1714953600000, "measurement_count": 2}, "written_at": 1714953600000, "test_counts": [], "profiles_total": 1, "profiles_ingested": 1, "profiles_superseded": 0}', '2026-11-26 21:35:48.15723+00', '01a219c9-32bb-7000-a769-b1c80506d426', NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: dead_letters; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.dead_letters VALUES ('floatchat.parser.dlq', 0, 1, 'parser', '2092ec54-d8d1-4232-a693-35dd8fa33222', 'e09512ac-99fe-45f1-87cb-e6f78fa9e77d', 1, 'a.nc', 'TRUNCATED', 'It is truncated.', true, 0, 'floatchat.files.staged', 0, 1, '2024-05-06 00:00:00+00', 'open', NULL, NULL, NULL);


--
-- Data for Name: float_claims; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.float_claims VALUES (NULL, '6900001', NULL, 'core', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.float_claims VALUES (1, '6900001', '01a219c9-32bb-7000-a769-b1c80506d426', 'core', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: float_missions; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: float_positions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.float_positions VALUES (1, '6900001', 1, 'A', '2024-05-06 00:00:00+00', 1, 2, '0101000020E61000000000000000000040000000000000F03F');


--
-- Data for Name: float_sensors; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: floats; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.floats VALUES (1, '6900001', '6900001', 'core', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-26 21:35:48.167593+00', '2026-11-26 21:35:48.167593+00');


--
-- Data for Name: floats_to_judge; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.floats_to_judge OVERRIDING SYSTEM VALUE VALUES (1, '6900001', '2026-11-27 14:10:21.211473+00');


--
-- Data for Name: floats_untold; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: grey_list_floats; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: ingestion_jobs; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ingestion_jobs VALUES ('2092ec54-d8d1-4232-a693-35dd8fa33222', 1, 'f', 'k', 'pending', 0, NULL, 0, NULL, '[]', NULL, NULL, '2024-05-06 00:00:00+00', 'e09512ac-99fe-45f1-87cb-e6f78fa9e77d', 1, 'parser', '[]', '{"ended": 0, "total": 1, "failed": 0, "succeeded": 0}', 0, 0, 0, '[]', '[]', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1, '2026-11-26 21:35:48.15723+00', NULL, NULL);


--
-- Data for Name: job_files; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.job_files VALUES ('2092ec54-d8d1-4232-a693-35dd8fa33222', 'e09512ac-99fe-45f1-87cb-e6f78fa9e77d', true, 1, NULL, 'R6900001_001.nc', 1, 'pending', 'parser', 0, NULL, 0, 0, 0, 0, NULL, NULL, NULL, '{}');


--
-- Data for Name: job_files_rebuilt; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: measurements; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.measurements VALUES (1, 0, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, false);
INSERT INTO public.measurements VALUES (1, 1, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, false);


--
-- Data for Name: mirror_datasets; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: mirror_files; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: mirror_runs; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: mirror_sources; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: neighbour_facts; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: neighbour_verdicts; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: operation_changes; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: operation_files; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: operations; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox OVERRIDING SYSTEM VALUE VALUES (1, 'files.staged', 'FileStaged', '{"job_id": "2092ec54-d8d1-4232-a693-35dd8fa33222", "reason": "UPLOAD", "sha256": "abababababababababababababababababababababababababababababababab", "archive": null, "attempt": 1, "file_id": "e09512ac-99fe-45f1-87cb-e6f78fa9e77d", "filename": "R6900001_001.nc", "staged_at": 1714953600000, "dataset_id": 1, "object_key": "raw-uploads/1/R6900001_001.nc", "size_bytes": 1, "dataset_name": null, "parent_dataset_id": null}', NULL, NULL, '2092ec54-d8d1-4232-a693-35dd8fa33222', '2026-11-26 21:35:48.15723+00', 'live', NULL);


--
-- Data for Name: profile_changes; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.profile_changes OVERRIDING SYSTEM VALUE VALUES (1, '[["SHOWN", "6900001", 1, "A", "core", 0, 1, "01a219c9-32bb-7000-a769-b1c80506d426", "R", 1714953600000, "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"]]', 1);


--
-- Data for Name: profile_provenance; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: profile_variables; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.profile_variables VALUES (1, 'PRES', 'R', 'decibar', '{1,2}', '11', NULL, NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: profile_versions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.profile_versions VALUES (1, 0, '01a219c9-32bb-7000-a769-b1c80506d426', '6900001', 1, 'A', 'core', 0, 'R', '2024-05-06 00:00:00+00', 2, 2, 2, '\xcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd', '\xefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef', true);


--
-- Data for Name: profiles; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.profiles VALUES (1, 1, '6900001', 1, 'A', 'core', 0, 1, '2024-05-06 00:00:00+00', false, 1, 1, 1, 2, 1, false, '0101000020E61000000000000000000040000000000000F03F', NULL, 'R', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2, 0, '2024-05-06 00:00:00+00', 'cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd', 'efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef', '01a219c9-32bb-7000-a769-b1c80506d426', 1, '2024-05-06 00:00:00+00', '2026-11-26 21:35:48.167593+00');


--
-- Data for Name: quality_tests; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.quality_tests VALUES (0, NULL, 'Physical bounds', 'PRES, TEMP, PSAL, DOXY, CHLA, NITRATE, PH_IN_SITU_TOTAL', 'Bounds of the Python service that this one replaces, inclusive', true);
INSERT INTO public.quality_tests VALUES (2, 2, 'Impossible date', 'JULD, JULD_LOCATION', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 2; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (3, 3, 'Impossible location', 'LATITUDE, LONGITUDE', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 3; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (6, 6, 'Global range', 'PRES, TEMP, PSAL, TEMP_DOXY, DOXY, CHLA, CHLA_FLUORESCENCE, PH_IN_SITU_TOTAL, NITRATE, DOWN_IRRADIANCE380/412/443/490/665, DOWNWELLING_PAR', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 6; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (7, 7, 'Regional range', 'TEMP, TEMP_DOXY, PSAL', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 7; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (8, 8, 'Pressure increasing', 'PRES, and with it every parameter of the level', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 8 as revised in January 2024; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (9, 9, 'Spike', 'TEMP, PSAL, TEMP_DOXY, DOXY, PH_IN_SITU_TOTAL, NITRATE', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 9; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (11, 11, 'Gradient', 'DOXY', 'Argo QC manual for dissolved oxygen (10.13155/46542), test 11; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (12, 12, 'Digit rollover', 'TEMP, TEMP_DOXY, PSAL', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 12; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (13, 13, 'Stuck value', 'every parameter', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 13; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (14, 14, 'Density inversion', 'TEMP, PSAL', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 14; add_rtqc_to_profile_file.m 6.5 (Coriolis); density by EOS-80', true);
INSERT INTO public.quality_tests VALUES (15, 15, 'Grey list', 'every parameter', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 15; add_rtqc_to_profile_file.m 6.5 (Coriolis); ar_greylist.txt', true);
INSERT INTO public.quality_tests VALUES (19, 19, 'Deepest pressure', 'every parameter', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 19 as revised in April 2022; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (25, 25, 'MEDD (median with a distance)', 'TEMP, PSAL', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 25; MEDD specification 1.2; density by EOS-80', true);
INSERT INTO public.quality_tests VALUES (27, 62, 'BBP', 'BBP700', 'Dall’Olmo et al. 2022 (10.12688/openreseurope.15047.2); add_bbp_rtqc_to_profile_file.m (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (28, 63, 'Chlorophyll negative spike', 'CHLA', 'Argo QC manual for chlorophyll-A (10.13155/35385), negative spike; ArgoCanada/medsrtqc chla.py', true);
INSERT INTO public.quality_tests VALUES (4, 4, 'Position on land', 'LATITUDE, LONGITUDE', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 4; land of Natural Earth at 1:50 million, 22 km within its coasts, in place of bathymetry', true);
INSERT INTO public.quality_tests VALUES (5, 5, 'Impossible speed', 'LATITUDE, LONGITUDE, JULD', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 5: 3 m/s; the longest run of positions that hold together', true);
INSERT INTO public.quality_tests VALUES (16, 16, 'Gross salinity or temperature sensor drift', 'TEMP, PSAL', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 16; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (18, 18, 'Frozen profile', 'TEMP, PSAL', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 18; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);


--
-- Data for Name: rereads; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_migrations VALUES ('0001-tables.sql', 'd4d86df8adc60bd31cc59488d1604129491ed207f165987d5a1eac337b07c0cf', '2026-11-26 21:35:47.859706+00');
INSERT INTO public.schema_migrations VALUES ('0002-gateway.sql', '316e5bbebb50d07607a4e342f89bcd59b49de54e93c06ace2382d2354e35ae84', '2026-11-26 21:35:48.033501+00');
INSERT INTO public.schema_migrations VALUES ('0003-integrity-of-levels.sql', 'b79f972911ab58009dc2e5918dae14fbf6115847e7013301b1d9d6cf36a8fdc8', '2026-11-26 21:35:48.076751+00');
INSERT INTO public.schema_migrations VALUES ('0004-quality-tests.sql', '406a6c4e08d530c55ba98b4d5eb43eb80ca5b99fc360d747564e489e2bf05ee6', '2026-11-26 21:35:48.091883+00');
INSERT INTO public.schema_migrations VALUES ('0005-dead-letters.sql', '2dc11d86422873fdd40264edfe7792dddbe567dc746b4180855cdc231b47b9fc', '2026-11-26 21:35:48.117619+00');
INSERT INTO public.schema_migrations VALUES ('0006-doubles.sql', '946b9a457733660bd7fd2221e9b3193a2f89ac588dc9dc348c1dbd331738d08e', '2026-11-27 02:27:45.191992+00');
INSERT INTO public.schema_migrations VALUES ('0010-profile-versions.sql', 'a61257e260b9e58914d3b6e091bf43f099b7e5af555757682e8cc5403601d60d', '2026-11-27 02:27:45.19793+00');
INSERT INTO public.schema_migrations VALUES ('0020-argo.sql', '9432da57494ba257b745b13f4e42f69f3795199ef0dde53a22678fcfa8cc1592', '2026-11-27 02:27:45.234651+00');
INSERT INTO public.schema_migrations VALUES ('0021-comments.sql', '39a1f1e16d91ccae63cdb8f0dea52ec51eec6d065ad1018f10fd56dbd0716bbb', '2026-11-27 02:27:45.363218+00');
INSERT INTO public.schema_migrations VALUES ('0031-lanes.sql', '45620a8a0315d2972bfcae5b666fa20e38e1eba7e3698a21a62d54b4f5bfdd4b', '2026-11-27 02:27:45.419049+00');
INSERT INTO public.schema_migrations VALUES ('0040-withdrawals.sql', '5ee8e9081a12b521fda6103f280e2cdc1f000e4e73de2a309734ab2af5e7b512', '2026-11-27 14:10:20.921078+00');
INSERT INTO public.schema_migrations VALUES ('0041-float-claims.sql', '036ed3a58adee1dfe9f37446fe54a4c8abd8227e94495ea6fc3103cf1992f389', '2026-11-27 14:10:20.958077+00');
INSERT INTO public.schema_migrations VALUES ('0042-profile-changes.sql', 'bb2532150856e26a0f56ba464197dd2b59c3737386d4d938a7a5d3ffbf07ac2c', '2026-11-27 14:10:20.988278+00');
INSERT INTO public.schema_migrations VALUES ('0045-operations.sql', '9f0b6af22af4b3e4db2f2b85a6961921edc18c9382749a31ca08d592bef7b732', '2026-11-27 14:10:21.005234+00');
INSERT INTO public.schema_migrations VALUES ('0050-mirror.sql', 'dbc1cfaa061d18800bfa27646b99c28a16bb8259c2a6c4e6a9450451d2bc0e79', '2026-11-27 14:10:21.067971+00');
INSERT INTO public.schema_migrations VALUES ('0055-uploads.sql', '44528fe2c5728850faef72e62d3fb24fb1df29b2b97baafa5afca2d7fbff65b5', '2026-11-27 14:10:21.11085+00');
INSERT INTO public.schema_migrations VALUES ('0056-keys-and-audit.sql', 'aa7f530db6367255f2ad0d82b2e9be203e4f3359ea9b5991d87030db611f9b5c', '2026-11-27 14:10:21.122341+00');
INSERT INTO public.schema_migrations VALUES ('0065-provenance.sql', 'bbcc9cc79e6da964e4243270224c0f439c71f5adbf98f8d158314a67b56db02c', '2026-11-27 14:10:21.184657+00');
INSERT INTO public.schema_migrations VALUES ('0066-neighbours.sql', 'd7794f7f9057cdcff639fbe0b5d5f42d311483075ad20d16c276e4c1db24059e', '2026-11-27 14:10:21.202121+00');
INSERT INTO public.schema_migrations VALUES ('0070-lists.sql', '3e5b8ad97a4f616ad66edf01e717bfadafdff67754e0e3dcc9e5525f52b17112', '2026-11-27 14:10:21.220518+00');


--
-- Data for Name: spatial_ref_sys; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: uploads; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: withdrawals; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: audit_log_audit_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.audit_log_audit_id_seq', 1, false);


--
-- Name: datasets_dataset_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.datasets_dataset_id_seq', 2, true);


--
-- Name: float_positions_position_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.float_positions_position_id_seq', 1, true);


--
-- Name: floats_float_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.floats_float_id_seq', 1, true);


--
-- Name: floats_to_judge_request_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.floats_to_judge_request_id_seq', 1, true);


--
-- Name: mirror_runs_run_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.mirror_runs_run_id_seq', 1, false);


--
-- Name: mirror_sources_source_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.mirror_sources_source_id_seq', 1, false);


--
-- Name: outbox_outbox_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.outbox_outbox_id_seq', 1, true);


--
-- Name: profile_changes_change_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.profile_changes_change_id_seq', 1, true);


--
-- Name: profile_ids; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.profile_ids', 1, true);


--
-- Name: withdrawals_withdrawal_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.withdrawals_withdrawal_id_seq', 1, false);


--
-- Name: sources sources_pkey; Type: CONSTRAINT; Schema: argo; Owner: -
--

ALTER TABLE ONLY argo.sources
    ADD CONSTRAINT sources_pkey PRIMARY KEY (profile_id);


--
-- Name: api_keys api_keys_digest_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_digest_key UNIQUE (digest);


--
-- Name: api_keys api_keys_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (key_id);


--
-- Name: audit_log audit_log_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (audit_id);


--
-- Name: bulk_in_flight bulk_in_flight_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.bulk_in_flight
    ADD CONSTRAINT bulk_in_flight_pkey PRIMARY KEY (file_id);


--
-- Name: datasets datasets_file_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.datasets
    ADD CONSTRAINT datasets_file_id_key UNIQUE (file_id);


--
-- Name: datasets datasets_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.datasets
    ADD CONSTRAINT datasets_pkey PRIMARY KEY (dataset_id);


--
-- Name: dead_letters dead_letters_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.dead_letters
    ADD CONSTRAINT dead_letters_pkey PRIMARY KEY (topic, partition, message_offset);


--
-- Name: float_missions float_missions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.float_missions
    ADD CONSTRAINT float_missions_pkey PRIMARY KEY (dataset_id, mission_number);


--
-- Name: float_positions float_positions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.float_positions
    ADD CONSTRAINT float_positions_pkey PRIMARY KEY (position_id);


--
-- Name: float_positions float_positions_platform_number_cycle_number_direction_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.float_positions
    ADD CONSTRAINT float_positions_platform_number_cycle_number_direction_key UNIQUE (platform_number, cycle_number, direction);


--
-- Name: float_sensors float_sensors_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.float_sensors
    ADD CONSTRAINT float_sensors_pkey PRIMARY KEY (dataset_id, sensor_number);


--
-- Name: floats floats_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.floats
    ADD CONSTRAINT floats_pkey PRIMARY KEY (float_id);


--
-- Name: floats floats_platform_number_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.floats
    ADD CONSTRAINT floats_platform_number_key UNIQUE (platform_number);


--
-- Name: floats_to_judge floats_to_judge_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.floats_to_judge
    ADD CONSTRAINT floats_to_judge_pkey PRIMARY KEY (request_id);


--
-- Name: floats_untold floats_untold_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.floats_untold
    ADD CONSTRAINT floats_untold_pkey PRIMARY KEY (platform_number);


--
-- Name: grey_list_floats grey_list_floats_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.grey_list_floats
    ADD CONSTRAINT grey_list_floats_pkey PRIMARY KEY (platform_number);


--
-- Name: ingestion_jobs ingestion_jobs_file_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ingestion_jobs
    ADD CONSTRAINT ingestion_jobs_file_id_key UNIQUE (file_id);


--
-- Name: ingestion_jobs ingestion_jobs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ingestion_jobs
    ADD CONSTRAINT ingestion_jobs_pkey PRIMARY KEY (job_id);


--
-- Name: job_files job_files_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job_files
    ADD CONSTRAINT job_files_pkey PRIMARY KEY (job_id, file_id);


--
-- Name: job_files_rebuilt job_files_rebuilt_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.job_files_rebuilt
    ADD CONSTRAINT job_files_rebuilt_pkey PRIMARY KEY (job_id, file_id);


--
-- Name: measurements measurements_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.measurements
    ADD CONSTRAINT measurements_pkey PRIMARY KEY (profile_id, level);


--
-- Name: mirror_datasets mirror_datasets_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mirror_datasets
    ADD CONSTRAINT mirror_datasets_pkey PRIMARY KEY (dataset_id);


--
-- Name: mirror_files mirror_files_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mirror_files
    ADD CONSTRAINT mirror_files_pkey PRIMARY KEY (source_id, path);


--
-- Name: mirror_runs mirror_runs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mirror_runs
    ADD CONSTRAINT mirror_runs_pkey PRIMARY KEY (run_id);


--
-- Name: mirror_sources mirror_sources_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mirror_sources
    ADD CONSTRAINT mirror_sources_pkey PRIMARY KEY (source_id);


--
-- Name: neighbour_facts neighbour_facts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.neighbour_facts
    ADD CONSTRAINT neighbour_facts_pkey PRIMARY KEY (profile_id);


--
-- Name: neighbour_verdicts neighbour_verdicts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.neighbour_verdicts
    ADD CONSTRAINT neighbour_verdicts_pkey PRIMARY KEY (profile_id);


--
-- Name: operation_changes operation_changes_operation_id_platform_number_parameter_te_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.operation_changes
    ADD CONSTRAINT operation_changes_operation_id_platform_number_parameter_te_key UNIQUE NULLS NOT DISTINCT (operation_id, platform_number, parameter, test_bit);


--
-- Name: operation_files operation_files_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.operation_files
    ADD CONSTRAINT operation_files_pkey PRIMARY KEY (operation_id, dataset_id);


--
-- Name: operations operations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.operations
    ADD CONSTRAINT operations_pkey PRIMARY KEY (operation_id);


--
-- Name: outbox outbox_bulk_file_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_bulk_file_id_key UNIQUE (bulk_file_id);


--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (outbox_id);


--
-- Name: profile_changes profile_changes_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profile_changes
    ADD CONSTRAINT profile_changes_pkey PRIMARY KEY (change_id);


--
-- Name: profile_provenance profile_provenance_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profile_provenance
    ADD CONSTRAINT profile_provenance_pkey PRIMARY KEY (dataset_id, profile_number);


--
-- Name: profile_variables profile_variables_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profile_variables
    ADD CONSTRAINT profile_variables_pkey PRIMARY KEY (profile_id, parameter);


--
-- Name: profile_versions profile_versions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profile_versions
    ADD CONSTRAINT profile_versions_pkey PRIMARY KEY (dataset_id, profile_number);


--
-- Name: profiles profiles_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT profiles_pkey PRIMARY KEY (profile_id);


--
-- Name: profiles profiles_platform_number_cycle_number_direction_source_kind_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT profiles_platform_number_cycle_number_direction_source_kind_key UNIQUE (platform_number, cycle_number, direction, source_kind, profile_index);


--
-- Name: quality_tests quality_tests_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.quality_tests
    ADD CONSTRAINT quality_tests_name_key UNIQUE (name);


--
-- Name: quality_tests quality_tests_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.quality_tests
    ADD CONSTRAINT quality_tests_pkey PRIMARY KEY ("bit");


--
-- Name: quality_tests quality_tests_test_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.quality_tests
    ADD CONSTRAINT quality_tests_test_key UNIQUE (test);


--
-- Name: rereads rereads_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rereads
    ADD CONSTRAINT rereads_pkey PRIMARY KEY (dataset_id);


--
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);


--
-- Name: uploads uploads_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.uploads
    ADD CONSTRAINT uploads_pkey PRIMARY KEY (upload_id);


--
-- Name: withdrawals withdrawals_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.withdrawals
    ADD CONSTRAINT withdrawals_pkey PRIMARY KEY (withdrawal_id);


--
-- Name: api_keys_name; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX api_keys_name ON public.api_keys USING btree (name) WHERE (revoked_at IS NULL);


--
-- Name: audit_log_target; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_log_target ON public.audit_log USING btree (target, audit_id DESC);


--
-- Name: datasets_listed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX datasets_listed ON public.datasets USING btree (dataset_id) WHERE (is_active AND (parent_dataset_id IS NULL));


--
-- Name: datasets_name; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX datasets_name ON public.datasets USING btree (name);


--
-- Name: datasets_parent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX datasets_parent ON public.datasets USING btree (parent_dataset_id);


--
-- Name: datasets_raw_file_sha256; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX datasets_raw_file_sha256 ON public.datasets USING btree (raw_file_sha256);


--
-- Name: dead_letters_file; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dead_letters_file ON public.dead_letters USING btree (file_id, happened_at);


--
-- Name: dead_letters_job; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dead_letters_job ON public.dead_letters USING btree (job_id);


--
-- Name: dead_letters_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dead_letters_newest ON public.dead_letters USING btree (happened_at DESC);


--
-- Name: float_claims_dataset; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX float_claims_dataset ON public.float_claims USING btree (dataset_id);


--
-- Name: float_claims_platform; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX float_claims_platform ON public.float_claims USING btree (platform_number);


--
-- Name: float_missions_platform; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX float_missions_platform ON public.float_missions USING btree (platform_number);


--
-- Name: float_positions_geom; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX float_positions_geom ON public.float_positions USING gist (geom);


--
-- Name: float_sensors_platform; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX float_sensors_platform ON public.float_sensors USING btree (platform_number);


--
-- Name: floats_to_judge_platform; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX floats_to_judge_platform ON public.floats_to_judge USING btree (platform_number);


--
-- Name: ingestion_jobs_dataset; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ingestion_jobs_dataset ON public.ingestion_jobs USING btree (dataset_id);


--
-- Name: ingestion_jobs_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ingestion_jobs_newest ON public.ingestion_jobs USING btree (created_at DESC, job_id);


--
-- Name: ingestion_jobs_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ingestion_jobs_open ON public.ingestion_jobs USING btree (progressed_at) WHERE ((status)::text = ANY (ARRAY[('pending'::character varying)::text, ('running'::character varying)::text]));


--
-- Name: ingestion_jobs_status; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ingestion_jobs_status ON public.ingestion_jobs USING btree (status, created_at DESC, job_id);


--
-- Name: job_files_members; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_files_members ON public.job_files USING btree (job_id, member_number);


--
-- Name: job_files_rebuilt_job_id_member_number_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_files_rebuilt_job_id_member_number_idx ON public.job_files_rebuilt USING btree (job_id, member_number);


--
-- Name: mirror_files_dataset; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mirror_files_dataset ON public.mirror_files USING btree (dataset_id) WHERE (dataset_id IS NOT NULL);


--
-- Name: mirror_files_missing; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mirror_files_missing ON public.mirror_files USING btree (source_id, missing_since) WHERE (missing_since IS NOT NULL);


--
-- Name: mirror_files_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mirror_files_open ON public.mirror_files USING btree (source_id) WHERE ((state = ANY (ARRAY['taken'::text, 'failed'::text])) OR (replaced <> '{}'::integer[]));


--
-- Name: mirror_files_wanted; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mirror_files_wanted ON public.mirror_files USING btree (source_id, path) WHERE (wanted_since IS NOT NULL);


--
-- Name: mirror_runs_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mirror_runs_newest ON public.mirror_runs USING btree (source_id, run_id DESC);


--
-- Name: operation_files_dataset; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX operation_files_dataset ON public.operation_files USING btree (dataset_id);


--
-- Name: operation_files_sent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX operation_files_sent ON public.operation_files USING btree (operation_id) WHERE ((state)::text = 'sent'::text);


--
-- Name: operation_files_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX operation_files_waiting ON public.operation_files USING btree (operation_id, dataset_id) WHERE ((state)::text = 'waiting'::text);


--
-- Name: operations_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX operations_newest ON public.operations USING btree (requested_at DESC);


--
-- Name: operations_open; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX operations_open ON public.operations USING btree (state) WHERE ((state)::text = ANY ((ARRAY['running'::character varying, 'paused'::character varying])::text[]));


--
-- Name: outbox_job; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_job ON public.outbox USING btree (job_id);


--
-- Name: outbox_lane; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_lane ON public.outbox USING btree (lane, outbox_id);


--
-- Name: profile_versions_cycle; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX profile_versions_cycle ON public.profile_versions USING btree (platform_number, cycle_number);


--
-- Name: profiles_dataset; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX profiles_dataset ON public.profiles USING btree (dataset_id);


--
-- Name: profiles_geom; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX profiles_geom ON public.profiles USING gist (geom);


--
-- Name: profiles_timestamp; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX profiles_timestamp ON public.profiles USING btree ("timestamp");


--
-- Name: uploads_expiry; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX uploads_expiry ON public.uploads USING btree (expires_at);


--
-- Name: withdrawals_bytes; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX withdrawals_bytes ON public.withdrawals USING btree (withdrawal_id) WHERE (((kind)::text = 'purge'::text) AND (bytes_removed_at IS NULL));


--
-- Name: withdrawals_dataset; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX withdrawals_dataset ON public.withdrawals USING btree (dataset_id, withdrawal_id);


--
-- Name: profiles choose_sources_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER choose_sources_delete AFTER DELETE ON public.profiles REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION argo.choose_sources();


--
-- Name: profiles choose_sources_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER choose_sources_insert AFTER INSERT ON public.profiles REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION argo.choose_sources();


--
-- Name: profiles delete_levels_of_profiles; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER delete_levels_of_profiles AFTER DELETE ON public.profiles REFERENCING OLD TABLE AS old_profiles FOR EACH STATEMENT EXECUTE FUNCTION public.delete_levels_of_profiles();


--
-- Name: profile_variables delete_levels_of_variables; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER delete_levels_of_variables AFTER DELETE ON public.profile_variables REFERENCING OLD TABLE AS old_variables FOR EACH STATEMENT EXECUTE FUNCTION public.delete_levels_of_variables();


--
-- Name: ingestion_jobs ingestion_jobs_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER ingestion_jobs_changed AFTER UPDATE OF revision ON public.ingestion_jobs FOR EACH ROW WHEN ((new.revision <> old.revision)) EXECUTE FUNCTION public.notify_job_changed();


--
-- Name: ingestion_jobs ingestion_jobs_recorded; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER ingestion_jobs_recorded AFTER INSERT ON public.ingestion_jobs FOR EACH ROW EXECUTE FUNCTION public.notify_job_changed();


--
-- Name: measurements levels_have_profiles_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER levels_have_profiles_insert AFTER INSERT ON public.measurements REFERENCING NEW TABLE AS new_levels FOR EACH STATEMENT EXECUTE FUNCTION public.levels_have_profiles();


--
-- Name: measurements levels_have_profiles_update; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER levels_have_profiles_update AFTER UPDATE ON public.measurements REFERENCING NEW TABLE AS new_levels FOR EACH STATEMENT EXECUTE FUNCTION public.levels_have_profiles();


--
-- Name: profile_variables refuse_new_profile_id; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_new_profile_id BEFORE UPDATE ON public.profile_variables FOR EACH ROW WHEN ((old.profile_id IS DISTINCT FROM new.profile_id)) EXECUTE FUNCTION public.refuse_new_profile_id();


--
-- Name: profiles refuse_new_profile_id; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER refuse_new_profile_id BEFORE UPDATE ON public.profiles FOR EACH ROW WHEN ((old.profile_id IS DISTINCT FROM new.profile_id)) EXECUTE FUNCTION public.refuse_new_profile_id();


--
-- Name: profiles request_judging_delete; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER request_judging_delete AFTER DELETE ON public.profiles REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.request_judging();


--
-- Name: profiles request_judging_insert; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER request_judging_insert AFTER INSERT ON public.profiles REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.request_judging();


--
-- Name: profiles truncate_levels; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER truncate_levels AFTER TRUNCATE ON public.profiles FOR EACH STATEMENT EXECUTE FUNCTION public.truncate_levels();


--
-- Name: profiles truncate_sources; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER truncate_sources AFTER TRUNCATE ON public.profiles FOR EACH STATEMENT EXECUTE FUNCTION argo.truncate_sources();


--
-- Name: datasets datasets_parent_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.datasets
    ADD CONSTRAINT datasets_parent_dataset_id_fkey FOREIGN KEY (parent_dataset_id) REFERENCES public.datasets(dataset_id) ON DELETE CASCADE;


--
-- Name: float_claims float_claims_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.float_claims
    ADD CONSTRAINT float_claims_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES public.datasets(dataset_id) ON DELETE CASCADE;


--
-- Name: float_missions float_missions_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.float_missions
    ADD CONSTRAINT float_missions_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES public.datasets(dataset_id) ON DELETE CASCADE;


--
-- Name: float_sensors float_sensors_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.float_sensors
    ADD CONSTRAINT float_sensors_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES public.datasets(dataset_id) ON DELETE CASCADE;


--
-- Name: ingestion_jobs ingestion_jobs_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ingestion_jobs
    ADD CONSTRAINT ingestion_jobs_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES public.datasets(dataset_id) ON DELETE SET NULL;


--
-- Name: mirror_datasets mirror_datasets_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mirror_datasets
    ADD CONSTRAINT mirror_datasets_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.mirror_sources(source_id) ON DELETE CASCADE;


--
-- Name: mirror_files mirror_files_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mirror_files
    ADD CONSTRAINT mirror_files_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES public.datasets(dataset_id) ON DELETE SET NULL;


--
-- Name: mirror_runs mirror_runs_source_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mirror_runs
    ADD CONSTRAINT mirror_runs_source_id_fkey FOREIGN KEY (source_id) REFERENCES public.mirror_sources(source_id) ON DELETE CASCADE;


--
-- Name: neighbour_facts neighbour_facts_profile_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.neighbour_facts
    ADD CONSTRAINT neighbour_facts_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES public.profiles(profile_id) ON DELETE CASCADE;


--
-- Name: neighbour_verdicts neighbour_verdicts_profile_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.neighbour_verdicts
    ADD CONSTRAINT neighbour_verdicts_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES public.profiles(profile_id) ON DELETE CASCADE;


--
-- Name: operation_changes operation_changes_operation_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.operation_changes
    ADD CONSTRAINT operation_changes_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES public.operations(operation_id) ON DELETE CASCADE;


--
-- Name: operation_files operation_files_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.operation_files
    ADD CONSTRAINT operation_files_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES public.datasets(dataset_id) ON DELETE CASCADE;


--
-- Name: operation_files operation_files_operation_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.operation_files
    ADD CONSTRAINT operation_files_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES public.operations(operation_id) ON DELETE CASCADE;


--
-- Name: profile_provenance profile_provenance_dataset_id_profile_number_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profile_provenance
    ADD CONSTRAINT profile_provenance_dataset_id_profile_number_fkey FOREIGN KEY (dataset_id, profile_number) REFERENCES public.profile_versions(dataset_id, profile_number) ON UPDATE CASCADE ON DELETE CASCADE;


--
-- Name: profile_variables profile_variables_profile_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profile_variables
    ADD CONSTRAINT profile_variables_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES public.profiles(profile_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;


--
-- Name: profile_versions profile_versions_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profile_versions
    ADD CONSTRAINT profile_versions_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES public.datasets(dataset_id) ON DELETE CASCADE;


--
-- Name: profiles profiles_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT profiles_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES public.datasets(dataset_id) ON DELETE SET NULL;


--
-- Name: profiles profiles_float_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT profiles_float_id_fkey FOREIGN KEY (float_id) REFERENCES public.floats(float_id);


--
-- Name: rereads rereads_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rereads
    ADD CONSTRAINT rereads_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES public.datasets(dataset_id) ON DELETE CASCADE;


--
-- Name: withdrawals withdrawals_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.withdrawals
    ADD CONSTRAINT withdrawals_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES public.datasets(dataset_id) ON DELETE CASCADE;


--
-- Name: withdrawals withdrawals_through_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.withdrawals
    ADD CONSTRAINT withdrawals_through_dataset_id_fkey FOREIGN KEY (through_dataset_id) REFERENCES public.datasets(dataset_id) ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--


