-- Orders to move what runs in older versions of a model to its newest one (ADR 77). What is meant is kept when the order is given; each
-- has its turn in a transaction of its own, in which the order moves on too.

create table model_move (
    id          bigint generated always as identity primary key,
    process     text        not null,
    -- where to: the version, by its number and as the engine names it
    version     int         not null check (version > 1),
    definition  text        not null,
    total       int         not null default 0,
    -- how many have had their turn, and how many of them were moved
    handled     int         not null default 0 check (handled between 0 and total),
    moved       int         not null default 0 check (moved between 0 and handled),
    status      text        not null check (status in ('RUNNING', 'DONE', 'STOPPED')),
    stopped_by  text,
    created_at  timestamptz not null,
    created_by  text        not null,
    finished_at timestamptz,
    check ((status = 'RUNNING') = (finished_at is null)),
    check ((status = 'STOPPED') = (stopped_by is not null))
);
create unique index model_move_once on model_move (process) where status = 'RUNNING';

create table model_move_item (
    move_id      bigint not null references model_move,
    turn         int    not null check (turn > 0),
    -- the contact or the measure, as it was then, and the instance that it runs in
    item_id      bigint not null,
    number       text   not null,
    subject      text   not null,
    instance     text   not null,
    from_version int    not null,
    -- what became of it; null before its turn
    result       text check (result in ('MOVED', 'KEPT', 'ENDED')),
    -- why it stays where it is, and the step that prevents it, as drawn
    reason       text check (reason in ('GONE', 'RENAMED', 'OTHER_KIND', 'PLACE', 'SOMEWHERE', 'BUSY', 'FAILED')),
    step         text,
    primary key (move_id, turn),
    check ((result is not distinct from 'KEPT') = (reason is not null))
);
create index model_move_kept on model_move_item (move_id, turn) where result = 'KEPT';
