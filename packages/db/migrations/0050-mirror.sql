-- Mirrors: what a source (a GDAC, a folder, a bucket) lists, and which dataset holds each of its files.
create table mirror_sources (
  source_id integer generated always as identity primary key,
  addresses text[] not null,
  created_at timestamptz not null default now()
);
comment on table mirror_sources is 'A set of files that the database is kept equal to, known by any of its addresses.';
comment on column mirror_sources.source_id is 'Its number.';
comment on column mirror_sources.addresses is 'Where it is, in the order in which they are asked; without user and password.';
comment on column mirror_sources.created_at is 'When it was first mirrored.';

create table mirror_files (
  -- Without a reference: checking it for each of millions of rows takes longer than anything else of a first plan.
  source_id integer not null,
  path text collate "C" not null,
  index_kind text not null check (index_kind in ('core', 'bio', 'synthetic', 'meta', 'folder')),
  index_update timestamptz,
  wanted_since timestamptz,
  state text not null default 'listed' check (state in ('listed', 'taken', 'held', 'failed')),
  file_update timestamptz,
  size_bytes bigint,
  etag text,
  sha256 bytea,
  dataset_id integer references datasets on delete set null,
  replaced integer[] not null default '{}',
  problem text,
  missing_since timestamptz,
  primary key (source_id, path)
);
comment on table mirror_files is 'One row for each file that a source lists or has listed, until it is gone and withdrawn.';
comment on column mirror_files.source_id is 'The source.';
comment on column mirror_files.path is 'As the index has it, below dac/: aoml/13857/profiles/R13857_001.nc.';
comment on column mirror_files.index_kind is 'The index that lists it: core, bio, synthetic, meta; folder where there is none.';
comment on column mirror_files.index_update is 'date_update of its row in the index; null where that is blank. Of a folder, when the file changed.';
comment on column mirror_files.wanted_since is 'Since when it is to be fetched; null where what the index says is held.';
comment on column mirror_files.state is 'listed: nothing held; taken: on its way into the database; held: in it; failed: refused by a stage.';
comment on column mirror_files.file_update is 'DATE_UPDATE of the bytes that were fetched last.';
comment on column mirror_files.size_bytes is 'Size of the bytes that were fetched last, bytes.';
comment on column mirror_files.etag is 'What the source calls that version, by HTTP; null elsewhere.';
comment on column mirror_files.sha256 is 'SHA-256 of the bytes that were fetched last.';
comment on column mirror_files.dataset_id is 'The dataset that has these bytes.';
comment on column mirror_files.replaced is 'Datasets of earlier bytes, withdrawn once the newer ones are in the database.';
comment on column mirror_files.problem is 'Why it could not be fetched, or was refused, the last time.';
comment on column mirror_files.missing_since is 'Since when the index lacks it.';
create index mirror_files_wanted on mirror_files (source_id, path) where wanted_since is not null;
create index mirror_files_open on mirror_files (source_id) where state in ('taken', 'failed') or replaced <> '{}';
create index mirror_files_missing on mirror_files (source_id, missing_since) where missing_since is not null;
create index mirror_files_dataset on mirror_files (dataset_id) where dataset_id is not null;

-- Without a reference: it is written before the dataset is, so that a mirror that is killed in between knows its own.
create table mirror_datasets (
  dataset_id integer primary key,
  source_id integer not null references mirror_sources on delete cascade
);
comment on table mirror_datasets is 'The datasets that a mirror has brought. It withdraws no other.';
comment on column mirror_datasets.dataset_id is 'The dataset.';
comment on column mirror_datasets.source_id is 'The source of its bytes.';

create table mirror_runs (
  run_id integer generated always as identity primary key,
  source_id integer not null references mirror_sources on delete cascade,
  address text,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  status text not null default 'running' check (status in ('running', 'succeeded', 'failed', 'stopped')),
  counts jsonb not null default '{}',
  problems jsonb not null default '[]',
  error text
);
comment on table mirror_runs is 'Runs of mirrors: from reading the indexes to the end of all that was fetched.';
comment on column mirror_runs.run_id is 'Its number.';
comment on column mirror_runs.source_id is 'The source.';
comment on column mirror_runs.started_at is 'When it began.';
comment on column mirror_runs.ended_at is 'When it ended; null while it runs.';
comment on column mirror_runs.address is 'Which of the addresses the indexes are from.';
comment on column mirror_runs.status is 'stopped: ended by a signal, a kill or the loss of the lead; the next run goes on.';
comment on column mirror_runs.counts is 'Files by what became of them; docs/mirror.md says what each is.';
comment on column mirror_runs.problems is 'The first of the files and indexes that could not be taken, with a sentence each.';
comment on column mirror_runs.error is 'Why it failed.';
create index mirror_runs_newest on mirror_runs (source_id, run_id desc);
