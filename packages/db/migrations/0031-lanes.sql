-- Lanes: what a person waits for is sent at once. Of bulk (folders, large zips) at most a window of files is on the
-- topics at a time, so that a partition never holds a long queue before a live file.
alter table outbox
  add lane varchar(4) not null default 'live' check (lane in ('live', 'bulk')),
  -- The file of a bulk event: it waits once, however often it was put here.
  add bulk_file_id uuid unique;
create index outbox_lane on outbox (lane, outbox_id);

-- The files of the bulk lane that were sent and have not ended.
create table bulk_in_flight (
  file_id uuid primary key,
  job_id uuid not null,
  attempt integer not null,
  sent_at timestamptz not null default now()
);

comment on column outbox.lane is 'live: sent at once; bulk: sent where there is room in the window.';
comment on column outbox.bulk_file_id is 'The file of a bulk event: it waits once, however often it was put here. Null for live events.';
comment on table bulk_in_flight is 'The files of the bulk lane that were sent and have not ended.';
comment on column bulk_in_flight.file_id is 'The file.';
comment on column bulk_in_flight.job_id is 'Its job.';
comment on column bulk_in_flight.attempt is 'The attempt for which it was sent.';
comment on column bulk_in_flight.sent_at is 'When it was sent.';
