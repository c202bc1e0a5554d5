-- Lists of tens of thousands: the order of each is an index, so that a page is found without sorting all of it.
drop index ingestion_jobs_status;
create index ingestion_jobs_status on ingestion_jobs (status, created_at desc, job_id);
create index datasets_listed on datasets (dataset_id) where is_active and parent_dataset_id is null;
-- All files that were given one name.
create index datasets_name on datasets (name);
