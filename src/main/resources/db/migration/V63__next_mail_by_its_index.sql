-- The mail whose turn it is. While the table is small PostgreSQL would rather read all of it and sort, and goes on doing so when
-- thousands of reminders have fallen due at once, until somebody has counted them anew: up to a minute.
create function next_mail(due_by timestamptz) returns setof reminder_mail
    language plpgsql volatile rows 1
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
as
$$
begin
    return query
        select * from rapport.reminder_mail
        where next_try_at <= due_by order by next_try_at, id limit 1 for update skip locked;
end
$$;
