-- Values that a file delivers as doubles and float32 does not hold (raw counts of radiometers reach 2.2e9): the array
-- of reals beside them has the nearest ones. Null wherever reals hold every value, which is nearly everywhere.
alter table profile_variables
  add raw_double double precision[],
  add adjusted_double double precision[],
  add adjusted_error_double double precision[];

-- As for the arrays beside them (0003): a server built without lz4 keeps its default.
do $$
begin
  alter table profile_variables
    alter column raw_double set compression lz4,
    alter column adjusted_double set compression lz4,
    alter column adjusted_error_double set compression lz4;
exception when feature_not_supported then
  raise notice 'this server has no lz4; profile_variables is packed by its default';
end $$;

comment on column profile_variables.raw_double is 'Raw values as delivered, where reals do not hold all of them; null elsewhere: then raw has them.';
comment on column profile_variables.adjusted_double is 'Adjusted values as delivered, where reals do not hold all of them; null elsewhere.';
comment on column profile_variables.adjusted_error_double is 'Errors of the adjusted values, where reals do not hold all of them; null elsewhere.';
