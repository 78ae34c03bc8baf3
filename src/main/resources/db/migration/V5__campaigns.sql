-- Campaigns and who belongs to them. Deletion is soft and final (rule 29).

create sequence campaign_id_seq increment 50;

create table campaign (
    id          bigint      not null primary key default nextval('rapport.campaign_id_seq'),
    version     int         not null default 0,
    title       text        not null check (rapport.has_text(title) and length(title) <= 200)
        constraint campaign_title_is_one_line check (title !~ '[\x01-\x1f\x7f]'),
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
create index campaign_listed on campaign (title collate "de-x-icu", id);

create trigger campaign_is_kept before delete or truncate on campaign
    for each statement execute function rapport.keep_for_ever();

create function rapport.keep_campaign_deleted() returns trigger language plpgsql as $$
begin
    if old.deleted_at is not null and not rapport.erasing() then
        raise exception 'campaign % is deleted for good', old.id using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger keep_campaign_deleted before update on campaign
    for each row execute function rapport.keep_campaign_deleted();

-- New use of a campaign, for the tables that name one: locks its row against a concurrent deletion, then refuses a deleted
-- one. Whoever comes first wins: a use waits for a running deletion and is refused, a deletion waits for a running use and
-- leaves it in place.
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

-- Which address was assigned to which campaign, from when to when. A removal is kept; assigning again is another row.
create table campaign_member (
    id          bigint generated always as identity primary key,
    campaign_id bigint      not null references campaign,
    address_id  bigint      not null references address,
    assigned_at timestamptz not null,
    assigned_by text        not null,
    removed_at  timestamptz,
    removed_by  text,
    check ((removed_at is null) = (removed_by is null)),
    check (removed_at >= assigned_at)
);
-- an address is in a campaign at most once
create unique index campaign_member_once on campaign_member (campaign_id, address_id) where removed_at is null;
create index campaign_member_listed on campaign_member (campaign_id, id) where removed_at is null;
create index campaign_member_of_address on campaign_member (address_id, campaign_id);

create trigger campaign_member_is_kept before delete or truncate on campaign_member
    for each statement execute function rapport.keep_for_ever();
create trigger campaign_member_uses_active_campaign before insert on campaign_member
    for each row execute function rapport.require_active_campaign();

create function rapport.guard_campaign_member() returns trigger language plpgsql as $$
begin
    if not rapport.erasing()
       and (old.removed_at is not null
            or (new.campaign_id, new.address_id, new.assigned_at, new.assigned_by)
               is distinct from (old.campaign_id, old.address_id, old.assigned_at, old.assigned_by)) then
        raise exception 'an assignment can only be ended' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_campaign_member before update on campaign_member
    for each row execute function rapport.guard_campaign_member();
