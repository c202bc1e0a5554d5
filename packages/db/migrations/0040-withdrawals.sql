-- Datasets taken out and brought back: who asked for it, when and why. The writer does it, in its order among the runs
-- over the file (docs/decisions/0018).
create table withdrawals (
  withdrawal_id integer generated always as identity primary key,
  kind varchar(10) not null check (kind in ('withdraw', 'restore', 'purge')),
  dataset_id integer not null references datasets on delete cascade,
  -- The zip that it was asked for, where the dataset is a member of it.
  through_dataset_id integer references datasets on delete cascade,
  because text not null,
  requested_by varchar(200) not null,
  requested_at timestamptz not null default now(),
  done_at timestamptz,
  -- Of a purge: when the raw bytes were removed.
  bytes_removed_at timestamptz
);
create index withdrawals_dataset on withdrawals (dataset_id, withdrawal_id);

alter table datasets
  -- The latest request that holds for it.
  add withdrawal_id integer,
  add purged_at timestamptz;

comment on table withdrawals is 'Requests to withdraw, restore or purge datasets, one row for each dataset: who asked, when and why.';
comment on column withdrawals.withdrawal_id is 'Number of the request; of two about one dataset the greater holds.';
comment on column withdrawals.kind is 'withdraw, restore or purge.';
comment on column withdrawals.dataset_id is 'The dataset.';
comment on column withdrawals.through_dataset_id is 'The dataset of the zip that it was asked for. Missing: null where the dataset was named itself.';
comment on column withdrawals.because is 'Why, in the words of who asked.';
comment on column withdrawals.requested_by is 'Who asked.';
comment on column withdrawals.requested_at is 'When.';
comment on column withdrawals.done_at is 'When it was done. Missing: null until then.';
comment on column withdrawals.bytes_removed_at is 'When the raw bytes of a purged dataset were removed. Missing: null until then, and for other requests.';
comment on column datasets.withdrawal_id is 'The latest request to withdraw or restore it that was done. Missing: null where there never was one.';
comment on column datasets.purged_at is 'When its raw bytes and versions were removed for good. Missing: null where they were not.';

create index withdrawals_bytes on withdrawals (withdrawal_id) where kind = 'purge' and bytes_removed_at is null;
