-- API keys, beside tokens: of the key itself only its digest is here.
create table api_keys (
  key_id uuid primary key,
  name varchar(100) not null,
  role varchar(20) not null check (role in ('viewer', 'uploader', 'operator', 'admin')),
  digest char(64) not null unique,
  created_at timestamptz not null default now(),
  created_by varchar(200) not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by varchar(200)
);
-- A name says one key that may still be used; that of a revoked one may be given again.
create unique index api_keys_name on api_keys (name) where revoked_at is null;

-- Everything that changed something: rows are added and never taken away.
create table audit_log (
  audit_id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  who varchar(200) not null,
  role varchar(20),
  way varchar(10) not null check (way in ('http', 'command')),
  action varchar(60) not null,
  target varchar(500),
  detail jsonb,
  result varchar(10) not null check (result in ('begun', 'done', 'refused', 'failed')),
  reason text,
  ended_at timestamptz
);
create index audit_log_target on audit_log (target, audit_id desc);

comment on table api_keys is 'Keys by which programs ask the gateway, each with a role.';
comment on column api_keys.key_id is 'Names the key; it is no secret.';
comment on column api_keys.name is 'What it is for, for people.';
comment on column api_keys.role is 'What it may do: viewer, uploader, operator or admin.';
comment on column api_keys.digest is 'SHA-256 of the key: 32 random bytes cannot be guessed from it.';
comment on column api_keys.created_at is 'When it was made.';
comment on column api_keys.created_by is 'Who made it.';
comment on column api_keys.expires_at is 'From when on it is refused; null for never.';
comment on column api_keys.last_used_at is 'When it was last used, to some seconds; null for never.';
comment on column api_keys.revoked_at is 'When it was revoked; null where it was not.';
comment on column api_keys.revoked_by is 'Who revoked it.';
comment on table audit_log is 'Who changed what, and when, over HTTP or by a command.';
comment on column audit_log.audit_id is 'Counts them, in about the order in which they were begun.';
comment on column audit_log.at is 'When it was begun.';
comment on column audit_log.who is 'The subject of the token, the name of the API key, or the user of the machine that ran the command.';
comment on column audit_log.role is 'The role with which it was asked for; null for a command on the database.';
comment on column audit_log.way is 'http or command.';
comment on column audit_log.action is 'The operation of the HTTP interface, or the command.';
comment on column audit_log.target is 'What it was done to: an address, an id, a choice; null where that says nothing.';
comment on column audit_log.detail is 'More about it, where there is more to say.';
comment on column audit_log.result is 'done; refused, where nothing was done and the reason says why; failed; begun where its end was never told: it is under way, or its process died.';
comment on column audit_log.reason is 'Why it was refused or failed, in a sentence.';
comment on column audit_log.ended_at is 'When its result was known.';
