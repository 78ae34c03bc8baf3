-- Users and contact types are administered by people: who did what is on record, and two do not overwrite each other.

alter table app_user add column version int not null default 0;
-- null until somebody chooses: pages follow the browser then, mails are German
alter table app_user alter column locale drop not null, alter column locale drop default;

alter table contact_type add column version int not null default 0;
-- two active types of the same name could not be told apart
create unique index contact_type_name_de on contact_type (lower(name_de)) where retired_at is null;
create unique index contact_type_name_en on contact_type (lower(name_en)) where retired_at is null;

-- What has no number is named by its key: a login, the code of a contact type.
alter table audit_entry
    add column subject_key text,
    alter column subject_id drop not null,
    drop constraint audit_entry_subject_kind_check,
    add check (subject_kind in ('contact', 'measure', 'campaign', 'address', 'user', 'contact-type')),
    add check ((subject_key is null) = (subject_kind in ('contact', 'measure', 'campaign', 'address'))),
    add check ((subject_id is null) = (subject_key is not null));
create index audit_entry_of_key on audit_entry (subject_kind, subject_key, id) where subject_key is not null;
