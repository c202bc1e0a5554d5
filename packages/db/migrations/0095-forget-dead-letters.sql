-- Nobody may take dead letters away; what somebody has dealt with long ago is forgotten by this function alone. Their
-- bytes are gone from the topics after 30 days, and audit_log keeps who dealt with them and why.
create function forget_dead_letters(keep interval) returns bigint
language sql security definer set search_path = pg_catalog, public as $$
  with forgotten as (
    delete from public.dead_letters
    where status <> 'open' and handled_at < now() - greatest(keep, interval '30 days')
    returning 1
  )
  select count(*) from forgotten
$$;
comment on function forget_dead_letters is 'Removes the dead letters that were redriven or discarded longer ago than that, 30 days at least, and says how many.';
revoke execute on function forget_dead_letters from public;
