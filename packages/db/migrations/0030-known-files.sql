-- A file whose bytes are held is found by its digest before it is sent again.
create index datasets_sha256 on datasets (raw_file_sha256) where is_active;
