-- Lists that people have named, and which of them stand in their navigation.

create table list_view (
    id         bigint generated always as identity primary key,
    owner      text        not null references app_user,
    list       text        not null check (list in ('contacts', 'measures')),
    name       text        not null check (rapport.has_text(name) and length(name) <= 60 and name !~ '[\x01-\x1f\x7f]'),
    -- filter, order and columns, as the URL of the list says them
    query      text        not null check (length(query) <= 4000),
    -- whether everybody may see it
    shared     boolean     not null default false,
    created_at timestamptz not null
);
create unique index list_view_of_owner on list_view (owner, list, lower(name));
create index list_view_shared on list_view (list) where shared;

create table pinned_view (
    user_id text   not null references app_user,
    view_id bigint not null references list_view on delete cascade,
    primary key (user_id, view_id)
);
