-- Orders to change many contacts or measures of a list at once. What is meant is kept when the order is given. Each has its
-- turn in a transaction of its own, in which the order moves on too, so that after a crash none is changed twice.

create table bulk_change (
    id           bigint generated always as identity primary key,
    list         text        not null check (list in ('CONTACT', 'MEASURE')),
    action       text        not null
        check (action in ('CLOSE', 'MOVE', 'REASSIGN', 'ASSIGN_CAMPAIGN', 'PLAN_FOLLOW_UP')),
    -- what is to be said of each, in the words of the API
    said         jsonb       not null,
    -- in which refusals are told
    language     text        not null check (language in ('de', 'en')),
    total        int         not null check (total between 1 and 10000),
    -- how many have had their turn, and how many of them were changed; the others refused
    handled      int         not null default 0 check (handled between 0 and total),
    changed      int         not null default 0 check (changed between 0 and handled),
    status       text        not null check (status in ('RUNNING', 'DONE', 'STOPPED')),
    -- why it ended early: the code of the refusal and what was refused; or who stopped it
    stopped_by   text,
    stopped_field text,
    cancelled_by text,
    created_at   timestamptz not null,
    created_by   text        not null,
    finished_at  timestamptz,
    check ((status = 'RUNNING') = (finished_at is null)),
    check ((status = 'STOPPED') = (stopped_by is not null)),
    check (status = 'STOPPED' or (stopped_field is null and cancelled_by is null)),
    check ((cancelled_by is null) = (stopped_by is distinct from 'cancelled'))
);
create index bulk_change_of_creator on bulk_change (created_by, id desc);

-- What is meant by an order, in the order of their turns.
create table bulk_change_entry (
    change_id bigint not null references bulk_change,
    turn      int    not null check (turn > 0),
    -- the contact or the measure, as the order says
    entry_id  bigint not null,
    -- the sentence with which it refused
    refusal   text,
    primary key (change_id, turn),
    unique (change_id, entry_id)
);
create index bulk_change_refused on bulk_change_entry (change_id, turn) where refusal is not null;
