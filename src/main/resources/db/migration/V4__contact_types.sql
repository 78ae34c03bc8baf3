-- Contact types, administered by managers. What a contact refers to is never deleted, only retired.

create table contact_type (
    code           text    not null primary key check (code ~ '^[A-Z][A-Z0-9_]{0,29}$'),
    version        int     not null default 0,
    name_de        text    not null check (rapport.has_text(name_de) and length(name_de) <= 60),
    name_en        text    not null check (rapport.has_text(name_en) and length(name_en) <= 60),
    needs_duration boolean not null,
    position       int     not null,
    retired_at     timestamptz
);
-- two active types of the same name could not be told apart
create unique index contact_type_name_de on contact_type (lower(name_de)) where retired_at is null;
create unique index contact_type_name_en on contact_type (lower(name_en)) where retired_at is null;

insert into contact_type (code, name_de, name_en, needs_duration, position)
values ('CALL', 'Anruf', 'Call', true, 1),
       ('EMAIL', 'E-Mail', 'E-mail', false, 2),
       ('VISIT', 'Besuch', 'Visit', true, 3),
       ('LETTER', 'Brief', 'Letter', false, 4),
       ('FAX', 'Fax', 'Fax', false, 5),
       ('MEETING', 'Online-Meeting', 'Online meeting', true, 6);
