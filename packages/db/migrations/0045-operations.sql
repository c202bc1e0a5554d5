-- Which code read a file: without it nobody could tell what a mended parser or cleaner has not read again.
alter table datasets
  add parser_version integer,
  add cleaner_version integer,
  add grey_list_sha256 char(64);
comment on column datasets.parser_version is 'Version of the parser that read the file; null where a release without versions did.';
comment on column datasets.cleaner_version is 'Version of the cleaner that judged its profiles; null where a release without versions did.';
comment on column datasets.grey_list_sha256 is 'SHA-256 of the grey list by which its profiles were judged; null where there was none.';

-- What an operator has asked for that takes its time: reading held files again.
create table operations (
  operation_id uuid primary key default gen_random_uuid(),
  kind varchar(20) not null check (kind in ('reprocess')),
  request jsonb not null,
  state varchar(10) not null default 'running' check (state in ('running', 'paused', 'stopped', 'done')),
  requested_by varchar(200) not null,
  because varchar(1000),
  requested_at timestamptz not null default now(),
  changed_by varchar(200),
  changed_at timestamptz not null default now(),
  ended_at timestamptz,
  files_total integer not null default 0,
  files_succeeded integer not null default 0
);
create index operations_newest on operations (requested_at desc);
create index operations_open on operations (state) where state in ('running', 'paused');
comment on table operations is 'Work over many files that an operator, or a changed grey list, has asked for.';
comment on column operations.operation_id is 'Names the operation; carried by FileStaged of its files.';
comment on column operations.kind is 'reprocess: held files are read again from the bucket with the code of today.';
comment on column operations.request is 'Which files were meant, as it was asked for.';
comment on column operations.state is 'running; paused; stopped: no further file is begun; done: every file has ended.';
comment on column operations.requested_by is 'Who asked for it.';
comment on column operations.because is 'Why, where that was said.';
comment on column operations.requested_at is 'When it was asked for: the files were chosen then.';
comment on column operations.changed_by is 'Who paused, resumed or stopped it last.';
comment on column operations.changed_at is 'When its state changed last.';
comment on column operations.ended_at is 'When its last file ended, or when it was stopped.';
comment on column operations.files_total is 'Files that were chosen.';
comment on column operations.files_succeeded is 'Files of which a run has been written since.';

create table operation_files (
  operation_id uuid not null references operations on delete cascade,
  dataset_id integer not null references datasets on delete cascade,
  state varchar(10) not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'missing', 'withdrawn')),
  tries smallint not null default 0,
  not_before timestamptz,
  sent_at timestamptz,
  sent_run_id uuid,
  run_before uuid,
  reason text,
  primary key (operation_id, dataset_id)
);
create index operation_files_waiting on operation_files (operation_id, dataset_id) where state = 'waiting';
create index operation_files_sent on operation_files (operation_id) where state = 'sent';
create index operation_files_dataset on operation_files (dataset_id);
comment on table operation_files is 'The files of operations that have not succeeded: those that wait, are under way, or could not be read again.';
comment on column operation_files.operation_id is 'The operation.';
comment on column operation_files.dataset_id is 'The dataset of the file.';
comment on column operation_files.state is 'waiting; sent: on its way through the stages; failed; missing: its raw file is gone; withdrawn: it was passed over.';
comment on column operation_files.tries is 'How often it was sent.';
comment on column operation_files.not_before is 'It is not sent before this; null for as soon as there is room.';
comment on column operation_files.sent_at is 'When it was sent last.';
comment on column operation_files.sent_run_id is 'A run id made when it was sent: runs that began later sort after it.';
comment on column operation_files.run_before is 'The run that had written the file when it was sent.';
comment on column operation_files.reason is 'Why it could not be read again.';

create table operation_changes (
  operation_id uuid not null references operations on delete cascade,
  platform_number varchar(20) not null,
  parameter text,
  test_bit smallint,
  profiles bigint not null,
  added bigint not null,
  gone bigint not null,
  changed bigint not null,
  unique nulls not distinct (operation_id, platform_number, parameter, test_bit)
);
comment on table operation_changes is 'What an operation changed in what is shown: by float, parameter and quality test.';
comment on column operation_changes.operation_id is 'The operation.';
comment on column operation_changes.platform_number is 'PLATFORM_NUMBER.';
comment on column operation_changes.parameter is 'Argo name of the parameter; null for profiles as a whole.';
comment on column operation_changes.test_bit is 'Bit of the quality test; null where values are counted.';
comment on column operation_changes.profiles is 'Profiles in which there was any such change.';
comment on column operation_changes.added is 'Profiles shown that were not; values where there were none; with a test, levels (of whole profiles: profiles) that fail it now and did not.';
comment on column operation_changes.gone is 'Profiles no longer shown; values that are missing now; with a test, levels or profiles that no longer fail it.';
comment on column operation_changes.changed is 'Profiles with other contents or verdict; levels with other values, errors or flags.';

-- For which entries of the grey list the files of a float were reprocessed last.
create table grey_list_floats (
  platform_number varchar(20) primary key,
  entries_sha256 char(64) not null
);
comment on table grey_list_floats is 'The floats that the grey list named when it was last looked at.';
comment on column grey_list_floats.platform_number is 'PLATFORM_CODE of the grey list.';
comment on column grey_list_floats.entries_sha256 is 'SHA-256 of the float''s entries: parameters, days and flags.';

-- A file that failed makes room in the bulk lane, and is named by its operation.
create index dead_letters_file on dead_letters (file_id, happened_at);
