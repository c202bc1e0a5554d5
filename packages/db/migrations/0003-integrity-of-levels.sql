-- measurements has no foreign key: checked row by row it takes two thirds of the speed of COPY. What it
-- would promise is kept by statement instead (docs/decisions/0005): no level without its profile.
--
-- Levels are copied ahead of their profile's row, after its profile_variables, whose deferred foreign
-- key sees to it that the profile is there at commit. So a level may belong to a profile that is there,
-- or to one whose profile_variables are.

-- Every look-up below is `= any (array)` without a sequential scan: plans are cached for as long as a
-- session lives, and one made while the tables were small, or from old statistics, must not read all of
-- them when they are large. (A join with the transition table did: 36 s instead of 40 ms.)
create function levels_have_profiles() returns trigger
  language plpgsql
  set enable_seqscan = off
as $$
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

create trigger levels_have_profiles_insert after insert on measurements
  referencing new table as new_levels for each statement execute function levels_have_profiles();
create trigger levels_have_profiles_update after update on measurements
  referencing new table as new_levels for each statement execute function levels_have_profiles();

-- A profile takes its levels with it.
create function delete_levels_of_profiles() returns trigger
  language plpgsql
  set enable_seqscan = off
as $$
begin
  delete from measurements where profile_id = any (array(select profile_id from old_profiles));
  return null;
end
$$;

create trigger delete_levels_of_profiles after delete on profiles
  referencing old table as old_profiles for each statement execute function delete_levels_of_profiles();

-- Variables that are taken back before their profile's row was made take the levels back too.
create function delete_levels_of_variables() returns trigger
  language plpgsql
  set enable_seqscan = off
as $$
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

create trigger delete_levels_of_variables after delete on profile_variables
  referencing old table as old_variables for each statement execute function delete_levels_of_variables();

-- A profile that changes gets a new row with a new id: an id always means the same levels.
create function refuse_new_profile_id() returns trigger language plpgsql as $$
begin
  raise foreign_key_violation using
    message = format('profile_id of %s cannot be changed: delete the profile and insert it anew', tg_table_name);
end
$$;

create trigger refuse_new_profile_id before update on profiles
  for each row when (old.profile_id is distinct from new.profile_id) execute function refuse_new_profile_id();
create trigger refuse_new_profile_id before update on profile_variables
  for each row when (old.profile_id is distinct from new.profile_id) execute function refuse_new_profile_id();

create function truncate_levels() returns trigger language plpgsql as $$
begin
  -- Where one statement truncates both, this one is empty by now and may not be touched again.
  if exists (select from measurements) then
    truncate measurements;
  end if;
  return null;
end
$$;

create trigger truncate_levels after truncate on profiles for each statement execute function truncate_levels();

-- lz4 packs the arrays as small as pglz and loads them a quarter faster. A server built without it
-- keeps its default.
do $$
begin
  alter table profile_variables
    alter column raw set compression lz4,
    alter column qc set compression lz4,
    alter column adjusted set compression lz4,
    alter column adjusted_qc set compression lz4,
    alter column adjusted_error set compression lz4,
    alter column failed_tests set compression lz4;
exception when feature_not_supported then
  raise notice 'this server has no lz4; profile_variables is packed by its default';
end
$$;
