-- What each person has opened lately; one row per person and item.
create table recently_viewed (
    user_id    text        not null,
    kind       text        not null check (kind in ('contact', 'address', 'campaign', 'measure')),
    subject_id bigint      not null,
    viewed_at  timestamptz not null,
    primary key (user_id, kind, subject_id)
);
create index recently_viewed_latest on recently_viewed (user_id, viewed_at desc);
