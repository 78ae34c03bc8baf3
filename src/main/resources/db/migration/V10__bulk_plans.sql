-- Orders to plan a contact for every member of a campaign. How far an order is stands here and moves on in the same
-- transaction as the contacts, so that after a crash it goes on where it was.

create table bulk_plan (
    id                  bigint generated always as identity primary key,
    campaign_id         bigint      not null references campaign,
    type                text        not null references contact_type,
    direction           text        not null check (direction in ('INCOMING', 'OUTGOING')),
    start_from          timestamptz not null,
    start_to            timestamptz not null check (start_to >= start_from),
    responsibles        text[]      not null,
    reminder_lead       text,
    subject             text        not null check (length(subject) <= 200)
        constraint bulk_plan_subject_is_one_line check (rapport.has_text(subject) and subject !~ '[\x01-\x1f\x7f]'),
    description         text check (length(description) <= 20000),
    -- members without an open contact when the order was given
    total               int         not null check (total >= 0),
    -- of these, how many have had their turn, and how many got a contact
    handled             int         not null default 0 check (handled between 0 and total),
    planned             int         not null default 0 check (planned between 0 and handled),
    -- whose turn it was last, and who was the last to be assigned when the order was given
    last_member         bigint      not null default 0,
    newest_member       bigint      not null,
    status              text        not null check (status in ('RUNNING', 'DONE', 'STOPPED')),
    -- why it ended early: the code of the refusal, what was refused, by which step of the model; or who cancelled it
    stopped_by          text,
    stopped_field       text,
    stopped_rule        text,
    cancelled_by        text,
    created_at          timestamptz not null,
    created_by          text        not null,
    finished_at         timestamptz,
    check ((status = 'RUNNING') = (finished_at is null)),
    check ((status = 'STOPPED') = (stopped_by is not null)),
    check (status = 'STOPPED' or (stopped_field is null and stopped_rule is null and cancelled_by is null)),
    check ((cancelled_by is null) = (stopped_by is distinct from 'cancelled'))
);
-- two orders at once would double contacts
create unique index bulk_plan_running on bulk_plan (campaign_id) where status = 'RUNNING';
create index bulk_plan_of_campaign on bulk_plan (campaign_id, id desc);

create trigger bulk_plan_uses_active_campaign before insert or update of campaign_id on bulk_plan
    for each row execute function rapport.require_active_campaign();
