-- How long a contact of a type usually takes: what a calendar reserves for one that is planned (ADR 55). Nobody is held to it. What
-- managers have added themselves begins with half an hour.

alter table contact_type
    add column usual_minutes int not null default 30
        constraint contact_type_usual_minutes check (usual_minutes between 1 and 1439);

update contact_type
set usual_minutes = case code when 'CALL' then 15 when 'EMAIL' then 15 when 'FAX' then 15 when 'VISIT' then 60 when 'MEETING' then 60
                              else usual_minutes end;

create or replace view contact_type_name as
    select code, name_de, name_en, needs_duration, position, usual_minutes from rapport.contact_type;
