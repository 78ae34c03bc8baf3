-- What another model would have made of the last items (ADR 75): asked for by a process admin, and kept with what it led to.

create table rehearsal (
    id            bigint generated always as identity primary key,
    process       text        not null,
    -- what was rehearsed: a version by its number, or a draft
    version       int,
    -- of the files; a deployment of the same files keeps the rehearsal
    digest        text        not null,
    deployment_id text,
    -- which items: the last ones that fit
    most          int         not null check (most between 1 and 2000),
    first_day     date,
    last_day      date,
    type          text,
    outcome       text,
    -- in which refusals are told
    language      text        not null check (language in ('de', 'en')),
    status        text        not null check (status in ('RUNNING', 'DONE', 'STOPPED', 'FAILED')),
    total         int         not null default 0,
    handled       int         not null default 0 check (handled between 0 and total),
    created_at    timestamptz not null,
    created_by    text        not null,
    -- when it was heard of last: one that says nothing for long runs no more
    heard_at      timestamptz not null,
    -- the drawings of the process, as it is in force and as it was rehearsed
    drawn_before  text,
    drawn_now     text
);
create index rehearsal_of_files on rehearsal (digest, id);
create index rehearsal_of_deployment on rehearsal (deployment_id) where deployment_id is not null;

create table rehearsal_item (
    rehearsal_id bigint not null references rehearsal on delete cascade,
    turn         int    not null check (turn > 0),
    -- the contact or the measure, as it was then
    item_id      bigint not null,
    number       text   not null,
    subject      text   not null,
    verdict      text   not null check (verdict in ('FAILED', 'REFUSED', 'ALLOWED', 'WAITING', 'OUTCOME', 'EFFECTS', 'STEPS',
                                                    'SAME', 'NOT_COMPARABLE')),
    -- what is the same for all of a group
    said         jsonb  not null check (jsonb_typeof(said) = 'array'),
    -- the lives of both copies; none where they are the same
    before       jsonb,
    now          jsonb,
    primary key (rehearsal_id, turn)
);
create index rehearsal_item_grouped on rehearsal_item (rehearsal_id, verdict, said, turn);

-- The mails that an item has brought about are looked for by it.
create index notice_of_contact on notice (contact_id) where contact_id is not null;
create index notice_of_measure on notice (measure_id) where measure_id is not null;

-- What is counted and noted of contacts and measures for everybody is not counted of those of a trial, which is always taken back:
-- nobody waits for it.
create or replace trigger new_contact_is_counted after insert on contact
    for each row when (new.campaign_id is not null and current_setting('rapport.trial', true) is distinct from 'on')
    execute function rapport.count_changed_contact();
create or replace trigger changed_contact_is_counted
    after update of status, campaign_id, address_id, contact_person_id, voided_at on contact
    for each row when ((old.campaign_id is not null or new.campaign_id is not null)
                       and (new.status, new.campaign_id, new.address_id, new.contact_person_id, new.voided_at)
                           is distinct from (old.status, old.campaign_id, old.address_id, old.contact_person_id, old.voided_at)
                       and current_setting('rapport.trial', true) is distinct from 'on')
    execute function rapport.count_changed_contact();
create or replace trigger new_contacts_may_be_the_last after insert on contact referencing new table as added
    for each statement when (current_setting('rapport.trial', true) is distinct from 'on')
    execute function rapport.note_last_of_new();
create or replace trigger changed_contact_may_be_the_last after update of status, start_at, address_id, voided_at on contact
    for each row when ((new.status, new.start_at, new.address_id, new.voided_at)
                       is distinct from (old.status, old.start_at, old.address_id, old.voided_at)
                       and (new.status <> 'PLANNED' or old.status <> 'PLANNED')
                       and current_setting('rapport.trial', true) is distinct from 'on')
    execute function rapport.note_last_of_changed();
create or replace trigger measure_is_counted after insert or delete on measure
    for each row when (current_setting('rapport.trial', true) is distinct from 'on') execute function rapport.count_measures();
create or replace trigger changed_measure_is_counted after update of status, campaign_id, voided_at on measure
    for each row when ((new.status, new.campaign_id, new.voided_at) is distinct from (old.status, old.campaign_id, old.voided_at)
                       and current_setting('rapport.trial', true) is distinct from 'on')
    execute function rapport.count_measures();
