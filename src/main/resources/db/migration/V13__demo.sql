-- One row says that this database holds the demonstration: its logins have a known password, so nothing else may live
-- here, and nothing but the demonstration may start on it.
create table demo_marker (
    only_row   boolean     not null primary key default true check (only_row),
    created_at timestamptz not null,
    -- when the demonstration's data were complete
    filled_at  timestamptz
);
