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

-- the list of all addresses in the order of names, page by page
create index address_by_name on address ((name collate "de-x-icu"), id) where company_id is null;
