-- What has changed of the profiles shown, on its way to the topic profiles.changed: written with the change, sent in the
-- order of these numbers. Whoever writes has the locks of the floats, so that of one profile the later change has the
-- greater number.
create table profile_changes (
  change_id bigint generated always as identity primary key,
  -- Changes of one transaction, some thousand at most, each a list: what, key, dataset, run, mode, DATE_UPDATE, digest.
  changes json not null,
  change_count integer not null
);

-- Floats whose profiles were there before anything was told of them: they are told once, float by float.
create table floats_untold (platform_number varchar(20) primary key);
insert into floats_untold select platform_number from floats;

comment on table profile_changes is 'Changes of the profiles shown that the topic profiles.changed has yet to be told of.';
comment on column profile_changes.change_id is 'Number of the change, greater for a later one of the same profile.';
comment on column profile_changes.changes is 'The changes of one transaction.';
comment on column profile_changes.change_count is 'How many they are.';
comment on table floats_untold is 'Floats of which the topic profiles.changed has yet to be told everything.';
comment on column floats_untold.platform_number is 'PLATFORM_NUMBER.';
