-- What pages remember of a person.

-- How a person has arranged the web parts of a page. A page nobody touched has no rows.
create table webpart (
    user_id   text    not null references app_user,
    page      text    not null check (page ~ '^[a-z-]{1,40}$'),
    part      text    not null check (part ~ '^[a-z-]{1,40}$'),
    place     text    not null check (place in ('TOP', 'MAIN', 'SIDE')),
    position  int     not null,
    collapsed boolean not null,
    hidden    boolean not null,
    primary key (user_id, page, part)
);

-- What each person has opened lately; one row per person and item.
create table recently_viewed (
    user_id    text        not null,
    kind       text        not null check (kind in ('contact', 'address', 'campaign', 'measure')),
    subject_id bigint      not null,
    viewed_at  timestamptz not null,
    primary key (user_id, kind, subject_id)
);
create index recently_viewed_latest on recently_viewed (user_id, viewed_at desc);
