-- A password that somebody else has set is good for one thing: choosing another one. Not those of before: who has worked
-- with a password has, for all that is known, chosen it.

alter table app_user add column one_time_password boolean not null default false;
