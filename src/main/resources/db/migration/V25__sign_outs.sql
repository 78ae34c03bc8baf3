-- How often a user's sessions have all been ended at once: by another password, by being disabled, by signing out everywhere. A
-- session knows the number of its login and is worth nothing once the user's is higher, however it escaped being deleted.
alter table app_user add column sign_outs int not null default 0;
