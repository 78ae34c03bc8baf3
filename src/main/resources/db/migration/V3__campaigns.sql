-- Campaigns and who belongs to them. Deletion is soft and final (rule 29).

create sequence campaign_id_seq increment 50;

create table campaign (
    id          bigint      not null primary key default nextval('rapport.campaign_id_seq'),
    version     int         not null default 0,
    title       text        not null check (rapport.has_text(title) and length(title) <= 200),
    description text check (length(description) <= 20000),
    starts_on   date,
    ends_on     date,
    created_at  timestamptz not null,
    created_by  text        not null,
    deleted_at  timestamptz,
    deleted_by  text,
    check (ends_on is null or starts_on is null or ends_on >= starts_on),
    check ((deleted_at is null) = (deleted_by is null))
);

create function rapport.keep_campaign_deleted() returns trigger language plpgsql as $$
begin
    if old.deleted_at is not null then
        raise exception 'campaign % is deleted for good', old.id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_campaign_deleted before update on campaign
    for each row execute function rapport.keep_campaign_deleted();

-- New use of a campaign: locks its row against a concurrent deletion, then refuses a deleted one. Whoever comes first
-- wins: a use waits for a running deletion and is refused, a deletion waits for a running use and leaves it in place.
create function rapport.require_active_campaign() returns trigger language plpgsql as $$
declare
    deleted timestamptz;
begin
    if new.campaign_id is null or (tg_op = 'UPDATE' and new.campaign_id is not distinct from old.campaign_id) then
        return new;
    end if;
    select deleted_at into deleted from rapport.campaign where id = new.campaign_id for share;
    if deleted is not null then
        raise exception 'campaign % is deleted', new.campaign_id using errcode = 'RP001';
    end if;
    return new;
end $$;
