-- What showed to be wrong in a deployed model while somebody waited: one row for each version, element and kind, however
-- often it shows. Which version that is stands in the engine's tables.

create table model_fault (
    definition text        not null,
    element    text        not null,
    kind       text        not null check (kind in ('FAILED', 'LOOP')),
    name       text,
    item_kind  text,
    item_id    text,
    message    text        not null,
    who        text        not null,
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    count      bigint      not null,
    primary key (definition, element, kind),
    check (first_at <= last_at)
);
