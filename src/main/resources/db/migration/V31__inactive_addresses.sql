-- Addresses that are not used any more: deleted where nothing refers to them, else inactive. An inactive address is found by whoever
-- asks for it, nothing new refers to it, what has been recorded with it stays as it is, and it can be woken again. A company takes
-- its contact persons along. See ADR 49.

alter table address
    add column inactive_at timestamptz,
    add column inactive_by text,
    -- itself or its company; kept by a trigger
    add column inactive boolean not null default false,
    add constraint address_is_set_inactive_by_somebody check ((inactive_at is null) = (inactive_by is null));

create index address_inactive_found on address using gin (search_text public.gin_trgm_ops) where inactive;

-- As V2 has it; and no contact person begins in an inactive company.
create or replace function rapport.address_search_text() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    company rapport.address;
    words   text;
begin
    if new.company_id is not null then
        if tg_op = 'INSERT' then
            -- waits for whoever renames the company just now, and makes him wait for this row
            select * into company from rapport.address where id = new.company_id for share;
            if company.inactive_at is not null then
                raise exception 'address % is inactive', new.company_id using errcode = 'RP005';
            end if;
        else
            select * into company from rapport.address where id = new.company_id;
        end if;
    end if;
    words := concat_ws(' ', new.first_name, new.name, new.postcode, new.town, new.email, new.phone,
                       company.name, company.postcode, company.town);
    new.search_text := concat_ws(' ', rapport.fold(words), nullif(rapport.fold_german(words), rapport.fold(words)),
                                 substr(new.phone_e164, 2), new.phone_national,
                                 nullif(regexp_replace(new.phone, '[^0-9]', '', 'g'), ''));
    new.inactive := new.inactive_at is not null or company.inactive_at is not null;
    return new;
end
$$;

-- As V2 has it, but what is inactive is found by no word.
create or replace function rapport.address_tokens() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if new.search_text = old.search_text and new.kind = old.kind and new.inactive = old.inactive then
            return null;
        end if;
        delete from rapport.address_token where address_id = new.id;
    end if;
    if new.inactive then
        return null;
    end if;
    -- the search text has both spellings already
    insert into rapport.address_token (token, address_id, person)
    select w, new.id, new.kind = 'PERSON' from rapport.search_words(new.search_text) w;
    return null;
end
$$;

create or replace trigger address_search_text
    before insert or update of kind, company_id, name, first_name, postcode, town, phone, phone_e164, phone_national, email, inactive_at
    on address for each row execute function rapport.address_search_text();
create or replace trigger address_tokens
    after insert or update of kind, company_id, name, first_name, postcode, town, phone, phone_e164, phone_national, email, inactive_at
    on address for each row execute function rapport.address_tokens();
create or replace trigger address_company_changed
    after update of name, postcode, town, inactive_at on address for each row
    when (new.kind = 'COMPANY'
        and (new.name, new.postcode, new.town, new.inactive_at)
            is distinct from (old.name, old.postcode, old.town, old.inactive_at))
    execute function rapport.address_company_changed();

-- New use of an address: locks its row against being set inactive just then, and refuses an inactive one. Whoever comes first wins.
create function rapport.refuse_inactive_address(wanted bigint) returns void
    language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    asleep boolean;
begin
    select inactive into asleep from rapport.address where id = wanted for share;
    if not found then
        -- removed just now
        raise exception 'address % is gone', wanted using errcode = 'RP006';
    end if;
    if asleep then
        raise exception 'address % is inactive', wanted using errcode = 'RP005';
    end if;
end $$;

create function rapport.require_active_whom() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' or new.address_id is distinct from old.address_id then
        perform rapport.refuse_inactive_address(new.address_id);
    end if;
    if new.contact_person_id is not null
       and (tg_op = 'INSERT' or new.contact_person_id is distinct from old.contact_person_id) then
        perform rapport.refuse_inactive_address(new.contact_person_id);
    end if;
    return new;
end $$;
create trigger contact_is_about_active_addresses before insert or update of address_id, contact_person_id on contact
    for each row execute function rapport.require_active_whom();

create function rapport.require_active_address() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if tg_op = 'INSERT' or new.address_id is distinct from old.address_id then
        perform rapport.refuse_inactive_address(new.address_id);
    end if;
    return new;
end $$;
create trigger campaign_member_is_active before insert on campaign_member
    for each row execute function rapport.require_active_address();
create trigger user_has_active_address before insert or update of address_id on app_user
    for each row execute function rapport.require_active_address();

-- Deletes an address unless something refers to it, whatever that is: says whether it is gone.
create function rapport.delete_unused_address(wanted bigint) returns boolean
    language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    delete from rapport.address where id = wanted;
    return found;
exception
    when foreign_key_violation then
        return false;
end $$;

create or replace view address_card as
    select id, kind, company_id, rapport.display_name(first_name, name) as name, first_name, name as last_name,
           postcode, town, phone, email,
           -- everything it can be found by, folded: for LIKE with rapport.inside, which an index serves
           search_text,
           -- itself or its company: nothing new may refer to it
           inactive
    from rapport.address;
