-- Uploads that may break off and go on: what is known of each, so that any gateway goes on with it.
create table uploads (
  upload_id uuid primary key,
  dataset_id integer not null,
  job_id uuid not null,
  file_id uuid not null,
  filename varchar(500) not null,
  dataset_name varchar(255),
  lane varchar(4) not null check (lane in ('live', 'bulk')),
  metadata text,
  object_key text not null,
  size_bytes bigint not null check (size_bytes > 0),
  sha256 char(64),
  writer_id uuid,
  received_bytes bigint not null default 0 check (received_bytes between 0 and size_bytes),
  parts_id text,
  etags text[] not null default '{}',
  remainder_key text,
  digest_state bytea,
  traceparent text not null,
  created_by varchar(200),
  created_at timestamptz not null default now(),
  moved_at timestamptz not null default now(),
  expires_at timestamptz not null,
  completed_at timestamptz
);
create index uploads_expiry on uploads (expires_at);

comment on table uploads is 'Uploads by tus that are under way, and those that have ended until they expire.';
comment on column uploads.upload_id is 'The last part of its address: whoever knows it may go on with it.';
comment on column uploads.dataset_id is 'The dataset that it becomes.';
comment on column uploads.job_id is 'The job that it becomes.';
comment on column uploads.file_id is 'The file that it becomes.';
comment on column uploads.filename is 'The name of the file, as the client says it.';
comment on column uploads.dataset_name is 'A name for the dataset; null for that of the file.';
comment on column uploads.lane is 'live: somebody waits for the file; bulk: it is one of many.';
comment on column uploads.metadata is 'Upload-Metadata as it came, to be given back.';
comment on column uploads.object_key is 'Where the bucket has the file when it is whole.';
comment on column uploads.size_bytes is 'How long the file is, bytes.';
comment on column uploads.sha256 is 'The digest that its bytes must have, where the client says it.';
comment on column uploads.writer_id is 'The request that adds bytes: an earlier one that still tries to is refused.';
comment on column uploads.received_bytes is 'Bytes that are safe in the bucket.';
comment on column uploads.parts_id is 'The id of the multipart upload in the bucket; null before the first whole part.';
comment on column uploads.etags is 'The parts in the bucket, in their order.';
comment on column uploads.remainder_key is 'Where the bucket has the bytes after the last whole part; null where there are none.';
comment on column uploads.digest_state is 'How far the SHA-256 has come after received_bytes.';
comment on column uploads.traceparent is 'W3C trace context of the request that created it.';
comment on column uploads.created_by is 'Who created it, as the token or the API key says; null where it says nothing.';
comment on column uploads.created_at is 'When it was created.';
comment on column uploads.moved_at is 'When bytes were last added.';
comment on column uploads.expires_at is 'When it is removed with all its bytes; once it has ended, when only this row is.';
comment on column uploads.completed_at is 'When dataset and job were recorded; null before.';
