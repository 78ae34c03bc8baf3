-- Contacts and measures are found by number and subject, inside words too.
create index contact_found on contact using gin (rapport.fold(number || ' ' || subject) public.gin_trgm_ops);
create index measure_found on measure using gin (rapport.fold(number || ' ' || subject) public.gin_trgm_ops);

-- Keys without Ctrl or Alt can be switched off (WCAG 2.1.4): they get in the way of speech input.
alter table app_user add column single_keys boolean not null default true;
