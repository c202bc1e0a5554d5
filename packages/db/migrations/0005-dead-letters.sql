-- What is known of each record on a dead-letter topic, and what was done about it. The bytes stay on the
-- topic; this is for finding them, and for remembering.
create table dead_letters (
  topic varchar(249) not null,
  partition integer not null,
  message_offset bigint not null,
  stage varchar(20) not null,
  job_id uuid,
  file_id uuid,
  attempt integer,
  filename varchar(1000),
  reason_code varchar(50) not null,
  reason text not null,
  permanent boolean not null,
  -- How often the record had been sent again before it failed this time.
  redrives integer not null default 0,
  original_topic varchar(249) not null,
  original_partition integer not null,
  original_offset bigint not null,
  happened_at timestamptz not null,
  status varchar(20) not null default 'open' check (status in ('open', 'redriven', 'discarded')),
  handled_at timestamptz,
  handled_by varchar(200),
  handled_reason text,
  primary key (topic, partition, message_offset)
);
create index dead_letters_newest on dead_letters (happened_at desc);
create index dead_letters_job on dead_letters (job_id);
