-- A database at migration 0005 with one file in it: a job, its profile, a summary, a dead letter, an event that waits.
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
-- Name: postgis; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;


--
-- Name: EXTENSION postgis; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION postgis IS 'PostGIS geometry and geography spatial types and functions';


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
    CONSTRAINT datasets_summary_source_check CHECK (((summary_source)::text = ANY ((ARRAY['llm'::character varying, 'template'::character varying])::text[])))
);


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
    CONSTRAINT dead_letters_status_check CHECK (((status)::text = ANY ((ARRAY['open'::character varying, 'redriven'::character varying, 'discarded'::character varying])::text[])))
);


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
    CONSTRAINT floats_described_by_check CHECK (((described_by)::text = ANY ((ARRAY['meta'::character varying, 'profile'::character varying])::text[]))),
    CONSTRAINT floats_float_type_check CHECK (((float_type)::text = ANY ((ARRAY['core'::character varying, 'BGC'::character varying, 'deep'::character varying])::text[])))
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
    CONSTRAINT ingestion_jobs_status_check CHECK (((status)::text = ANY ((ARRAY['pending'::character varying, 'running'::character varying, 'succeeded'::character varying, 'failed'::character varying])::text[])))
);


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
    CONSTRAINT job_files_status_check CHECK (((status)::text = ANY ((ARRAY['pending'::character varying, 'running'::character varying, 'succeeded'::character varying, 'failed'::character varying])::text[])))
);


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
    CONSTRAINT job_files_status_check CHECK (((status)::text = ANY ((ARRAY['pending'::character varying, 'running'::character varying, 'succeeded'::character varying, 'failed'::character varying])::text[])))
);


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
    created_at timestamp with time zone DEFAULT now() NOT NULL
);


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
    CONSTRAINT profiles_source_kind_check CHECK (((source_kind)::text = ANY ((ARRAY['core'::character varying, 'bgc'::character varying, 'synthetic'::character varying])::text[])))
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
    CONSTRAINT profile_variables_data_mode_check CHECK ((data_mode = ANY (ARRAY['R'::bpchar, 'A'::bpchar, 'D'::bpchar])))
);
ALTER TABLE ONLY public.profile_variables ALTER COLUMN raw SET COMPRESSION lz4;
ALTER TABLE ONLY public.profile_variables ALTER COLUMN qc SET COMPRESSION lz4;
ALTER TABLE ONLY public.profile_variables ALTER COLUMN adjusted SET COMPRESSION lz4;
ALTER TABLE ONLY public.profile_variables ALTER COLUMN adjusted_qc SET COMPRESSION lz4;
ALTER TABLE ONLY public.profile_variables ALTER COLUMN adjusted_error SET COMPRESSION lz4;
ALTER TABLE ONLY public.profile_variables ALTER COLUMN failed_tests SET COMPRESSION lz4;


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
-- Name: schema_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.schema_migrations (
    name text NOT NULL,
    sha256 character(64) NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: profiles profile_id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profiles ALTER COLUMN profile_id SET DEFAULT nextval('public.profile_ids'::regclass);


--
-- Data for Name: datasets; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.datasets VALUES (1, 'e09512ac-99fe-45f1-87cb-e6f78fa9e77d', NULL, 'n', 'f', 'k', 1, 'abababababababababababababababababababababababababababababababab', '2026-11-26 21:35:48.15723+00', '2024-05-06 00:00:00+00', '2024-05-06 00:00:00+00', NULL, 1, 1, 2, 0, '["PRES"]', '[]', 's', 'template', true, 1, '01a219c9-3bce-7000-a086-c0bef88d199a', '{"file": {"job_id": "2092ec54-d8d1-4232-a693-35dd8fa33222", "reason": "UPLOAD", "sha256": "abababababababababababababababababababababababababababababababab", "archive": null, "attempt": 1, "file_id": "e09512ac-99fe-45f1-87cb-e6f78fa9e77d", "filename": "R6900001_001.nc", "staged_at": 1714953600000, "dataset_id": 1, "object_key": "raw-uploads/1/R6900001_001.nc", "size_bytes": 1, "dataset_name": null, "parent_dataset_id": null}, "run_id": "01a219c9-3bce-7000-a086-c0bef88d199a", "rejected": [], "warnings": [], "dataset_id": 1, "statistics": {"variables": ["PRES"], "float_count": 1, "bounding_box": null, "outlier_count": 0, "profile_count": 1, "date_range_end": 1714953600000, "date_range_start": 1714953600000, "measurement_count": 2}, "written_at": 1714953600000, "test_counts": [], "profiles_total": 1, "profiles_ingested": 1, "profiles_superseded": 0}', '2026-11-26 21:35:48.15723+00', '01a219c9-32bb-7000-a769-b1c80506d426', NULL);


--
-- Data for Name: dead_letters; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.dead_letters VALUES ('floatchat.parser.dlq', 0, 1, 'parser', '2092ec54-d8d1-4232-a693-35dd8fa33222', 'e09512ac-99fe-45f1-87cb-e6f78fa9e77d', 1, 'a.nc', 'TRUNCATED', 'It is truncated.', true, 0, 'floatchat.files.staged', 0, 1, '2024-05-06 00:00:00+00', 'open', NULL, NULL, NULL);


--
-- Data for Name: float_positions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.float_positions VALUES (1, '6900001', 1, 'A', '2024-05-06 00:00:00+00', 1, 2, '0101000020E61000000000000000000040000000000000F03F');


--
-- Data for Name: floats; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.floats VALUES (1, '6900001', '6900001', 'core', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-26 21:35:48.167593+00', '2026-11-26 21:35:48.167593+00');


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
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox OVERRIDING SYSTEM VALUE VALUES (1, 'files.staged', 'FileStaged', '{"job_id": "2092ec54-d8d1-4232-a693-35dd8fa33222", "reason": "UPLOAD", "sha256": "abababababababababababababababababababababababababababababababab", "archive": null, "attempt": 1, "file_id": "e09512ac-99fe-45f1-87cb-e6f78fa9e77d", "filename": "R6900001_001.nc", "staged_at": 1714953600000, "dataset_id": 1, "object_key": "raw-uploads/1/R6900001_001.nc", "size_bytes": 1, "dataset_name": null, "parent_dataset_id": null}', NULL, NULL, '2092ec54-d8d1-4232-a693-35dd8fa33222', '2026-11-26 21:35:48.15723+00');


--
-- Data for Name: profile_variables; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.profile_variables VALUES (1, 'PRES', 'R', 'decibar', '{1,2}', '11', NULL, NULL, NULL, NULL);


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
INSERT INTO public.quality_tests VALUES (4, 4, 'Position on land', 'LATITUDE, LONGITUDE', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 4: needs bathymetry', false);
INSERT INTO public.quality_tests VALUES (5, 5, 'Impossible speed', 'LATITUDE, LONGITUDE, JULD', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 5: needs the trajectory', false);
INSERT INTO public.quality_tests VALUES (6, 6, 'Global range', 'PRES, TEMP, PSAL, TEMP_DOXY, DOXY, CHLA, CHLA_FLUORESCENCE, PH_IN_SITU_TOTAL, NITRATE, DOWN_IRRADIANCE380/412/443/490/665, DOWNWELLING_PAR', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 6; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (7, 7, 'Regional range', 'TEMP, TEMP_DOXY, PSAL', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 7; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (8, 8, 'Pressure increasing', 'PRES, and with it every parameter of the level', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 8 as revised in January 2024; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (9, 9, 'Spike', 'TEMP, PSAL, TEMP_DOXY, DOXY, PH_IN_SITU_TOTAL, NITRATE', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 9; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (11, 11, 'Gradient', 'DOXY', 'Argo QC manual for dissolved oxygen (10.13155/46542), test 11; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (12, 12, 'Digit rollover', 'TEMP, TEMP_DOXY, PSAL', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 12; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (13, 13, 'Stuck value', 'every parameter', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 13; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (14, 14, 'Density inversion', 'TEMP, PSAL', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 14; add_rtqc_to_profile_file.m 6.5 (Coriolis); density by EOS-80', true);
INSERT INTO public.quality_tests VALUES (15, 15, 'Grey list', 'every parameter', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 15; add_rtqc_to_profile_file.m 6.5 (Coriolis); ar_greylist.txt', true);
INSERT INTO public.quality_tests VALUES (16, 16, 'Gross salinity or temperature sensor drift', 'TEMP, PSAL', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 16: needs the cycle before', false);
INSERT INTO public.quality_tests VALUES (18, 18, 'Frozen profile', 'TEMP, PSAL', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 18: needs the cycle before', false);
INSERT INTO public.quality_tests VALUES (19, 19, 'Deepest pressure', 'every parameter', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 19 as revised in April 2022; add_rtqc_to_profile_file.m 6.5 (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (25, 25, 'MEDD (median with a distance)', 'TEMP, PSAL', 'Argo QC manual for CTD and trajectory data (10.13155/33951), test 25; MEDD specification 1.2; density by EOS-80', true);
INSERT INTO public.quality_tests VALUES (27, 62, 'BBP', 'BBP700', 'Dall’Olmo et al. 2022 (10.12688/openreseurope.15047.2); add_bbp_rtqc_to_profile_file.m (Coriolis)', true);
INSERT INTO public.quality_tests VALUES (28, 63, 'Chlorophyll negative spike', 'CHLA', 'Argo QC manual for chlorophyll-A (10.13155/35385), negative spike; ArgoCanada/medsrtqc chla.py', true);


--
-- Data for Name: schema_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.schema_migrations VALUES ('0001-tables.sql', 'd4d86df8adc60bd31cc59488d1604129491ed207f165987d5a1eac337b07c0cf', '2026-11-26 21:35:47.859706+00');
INSERT INTO public.schema_migrations VALUES ('0002-gateway.sql', '316e5bbebb50d07607a4e342f89bcd59b49de54e93c06ace2382d2354e35ae84', '2026-11-26 21:35:48.033501+00');
INSERT INTO public.schema_migrations VALUES ('0003-integrity-of-levels.sql', 'b79f972911ab58009dc2e5918dae14fbf6115847e7013301b1d9d6cf36a8fdc8', '2026-11-26 21:35:48.076751+00');
INSERT INTO public.schema_migrations VALUES ('0004-quality-tests.sql', '406a6c4e08d530c55ba98b4d5eb43eb80ca5b99fc360d747564e489e2bf05ee6', '2026-11-26 21:35:48.091883+00');
INSERT INTO public.schema_migrations VALUES ('0005-dead-letters.sql', '2dc11d86422873fdd40264edfe7792dddbe567dc746b4180855cdc231b47b9fc', '2026-11-26 21:35:48.117619+00');


--
-- Data for Name: spatial_ref_sys; Type: TABLE DATA; Schema: public; Owner: -
--



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
-- Name: outbox_outbox_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.outbox_outbox_id_seq', 1, true);


--
-- Name: profile_ids; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.profile_ids', 1, true);


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
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (outbox_id);


--
-- Name: profile_variables profile_variables_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profile_variables
    ADD CONSTRAINT profile_variables_pkey PRIMARY KEY (profile_id, parameter);


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
-- Name: schema_migrations schema_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.schema_migrations
    ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (name);


--
-- Name: datasets_parent; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX datasets_parent ON public.datasets USING btree (parent_dataset_id);


--
-- Name: dead_letters_job; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dead_letters_job ON public.dead_letters USING btree (job_id);


--
-- Name: dead_letters_newest; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX dead_letters_newest ON public.dead_letters USING btree (happened_at DESC);


--
-- Name: float_positions_geom; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX float_positions_geom ON public.float_positions USING gist (geom);


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

CREATE INDEX ingestion_jobs_open ON public.ingestion_jobs USING btree (progressed_at) WHERE ((status)::text = ANY ((ARRAY['pending'::character varying, 'running'::character varying])::text[]));


--
-- Name: ingestion_jobs_status; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ingestion_jobs_status ON public.ingestion_jobs USING btree (status);


--
-- Name: job_files_members; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_files_members ON public.job_files USING btree (job_id, member_number);


--
-- Name: job_files_rebuilt_job_id_member_number_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX job_files_rebuilt_job_id_member_number_idx ON public.job_files_rebuilt USING btree (job_id, member_number);


--
-- Name: outbox_job; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX outbox_job ON public.outbox USING btree (job_id);


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

CREATE INDEX profiles_timestamp ON public.profiles USING brin ("timestamp");


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
-- Name: profiles truncate_levels; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER truncate_levels AFTER TRUNCATE ON public.profiles FOR EACH STATEMENT EXECUTE FUNCTION public.truncate_levels();


--
-- Name: datasets datasets_parent_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.datasets
    ADD CONSTRAINT datasets_parent_dataset_id_fkey FOREIGN KEY (parent_dataset_id) REFERENCES public.datasets(dataset_id) ON DELETE CASCADE;


--
-- Name: ingestion_jobs ingestion_jobs_dataset_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ingestion_jobs
    ADD CONSTRAINT ingestion_jobs_dataset_id_fkey FOREIGN KEY (dataset_id) REFERENCES public.datasets(dataset_id) ON DELETE SET NULL;


--
-- Name: profile_variables profile_variables_profile_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.profile_variables
    ADD CONSTRAINT profile_variables_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES public.profiles(profile_id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;


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
-- PostgreSQL database dump complete
--


