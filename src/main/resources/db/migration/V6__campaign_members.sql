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

create function rapport.guard_campaign_member() returns trigger language plpgsql as $$
begin
    if old.removed_at is not null
       or (new.campaign_id, new.address_id, new.assigned_at, new.assigned_by)
          is distinct from (old.campaign_id, old.address_id, old.assigned_at, old.assigned_by) then
        raise exception 'an assignment can only be ended' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger guard_campaign_member before update on campaign_member
    for each row execute function rapport.guard_campaign_member();
create trigger campaign_member_uses_active_campaign before insert on campaign_member
    for each row execute function rapport.require_active_campaign();

create index campaign_listed on campaign (title collate "de-x-icu", id);
