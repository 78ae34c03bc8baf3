-- Addresses: companies, private persons and the contact persons of companies; the words they are found by.

create sequence address_id_seq increment 50;

create table address (
    id             bigint      not null primary key default nextval('rapport.address_id_seq'),
    version        int         not null default 0,
    kind           text        not null check (kind in ('COMPANY', 'PRIVATE', 'PERSON')),
    company_id     bigint,
    company_kind   text generated always as (case when company_id is not null then 'COMPANY' end) stored,
    name           text        not null check (rapport.has_text(name) and length(name) <= 200),
    first_name     text check (length(first_name) <= 200),
    role           text check (length(role) <= 200),
    street         text check (length(street) <= 200),
    postcode       text check (length(postcode) <= 20),
    town           text check (length(town) <= 200),
    country        text check (length(country) <= 100),
    phone          text check (length(phone) <= 50),
    -- what libphonenumber makes of the phone, to find it in any spelling: +49301234567 and 0301234567
    phone_e164     text check (phone_e164 ~ '^\+[0-9]{3,20}$'),
    phone_national text check (phone_national ~ '^[0-9]{3,20}$'),
    email          text check (length(email) <= 254),
    notes          text check (length(notes) <= 20000),
    created_at     timestamptz not null default now(),
    created_by     text        not null,
    updated_at     timestamptz not null default now(),
    updated_by     text        not null,
    -- everything it can be found by, folded; kept by a trigger
    search_text    text        not null default '',
    -- a contact person belongs to a main address, every other address to none
    check ((kind = 'PERSON') = (company_id is not null)),
    unique (id, kind),
    -- a main address is a company
    foreign key (company_id, company_kind) references address (id, kind),
    -- lets other tables demand that a person belongs to a given address
    unique (id, company_id)
);
-- the contact persons of a company in the order of their list
create index address_persons on address
    (company_id, (name collate "de-x-icu"), (coalesce(first_name, '') collate "de-x-icu"), id)
    where company_id is not null;
-- the list of all addresses in the order of names, page by page
create index address_by_name on address ((name collate "de-x-icu"), id) where company_id is null;
-- possible duplicates
create index address_name_town on address (rapport.fold_german(name), rapport.fold_german(coalesce(town, '')));
create index address_email on address (lower(email)) where email is not null;
create index address_phone on address (phone_e164) where phone_e164 is not null;

-- Search (rule 4). Each word an address can be found by, in both spellings of umlauts; "C" makes the index serve
-- beginnings of words whatever the database's own collation is.
create table address_token (
    token      text collate "C" not null,
    address_id bigint           not null references address on delete cascade,
    person     boolean          not null
);
create index address_token_word on address_token (token, address_id) include (person);
create index address_token_address on address_token (address_id, token);
-- a million addresses share few words: the planner must know more of them than usual
alter table address_token alter column token set statistics 300;
-- for the inside of words
create index address_search_text on address using gin (search_text public.gin_trgm_ops);

-- The words of a text: as typed between blanks (info@muster.example) and their parts (info, muster, example).
create function rapport.search_words(value text) returns setof text
    language sql immutable parallel safe as $$
    select w from regexp_split_to_table(value, '\s+') w where w <> ''
    union
    select w from regexp_split_to_table(value, '[^[:alnum:]]+') w where w <> ''
$$;

-- What an address is called: a person's first and last name, or the company's name.
create function rapport.display_name(first_name text, name text) returns text
    language sql immutable parallel safe
    return case when first_name is null then name else first_name || ' ' || name end;

-- Pattern that finds a text inside another one with LIKE, whatever characters it has.
create function rapport.inside(value text) returns text
    language sql immutable parallel safe strict
    return '%' || regexp_replace(value, '([\\%_])', '\\\1', 'g') || '%';

create function rapport.address_search_text() returns trigger
    language plpgsql as $$
declare
    company rapport.address;
    words   text;
begin
    if new.company_id is not null then
        if tg_op = 'INSERT' then
            -- waits for whoever renames the company just now, and makes him wait for this row
            select * into company from rapport.address where id = new.company_id for share;
        else
            select * into company from rapport.address where id = new.company_id;
        end if;
    end if;
    words := concat_ws(' ', new.first_name, new.name, new.postcode, new.town, new.email, new.phone,
                       company.name, company.postcode, company.town);
    new.search_text := concat_ws(' ', rapport.fold(words), nullif(rapport.fold_german(words), rapport.fold(words)),
                                 substr(new.phone_e164, 2), new.phone_national,
                                 nullif(regexp_replace(new.phone, '[^0-9]', '', 'g'), ''));
    return new;
end
$$;

create function rapport.address_tokens() returns trigger
    language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if new.search_text = old.search_text and new.kind = old.kind then
            return null;
        end if;
        delete from rapport.address_token where address_id = new.id;
    end if;
    -- the search text has both spellings already
    insert into rapport.address_token (token, address_id, person)
    select w, new.id, new.kind = 'PERSON' from rapport.search_words(new.search_text) w;
    return null;
end
$$;

-- A company's contact persons are found by its name and town.
create function rapport.address_company_changed() returns trigger
    language plpgsql as $$
begin
    update rapport.address set company_id = company_id where company_id = new.id;
    return null;
end
$$;

create trigger address_search_text
    before insert or update of kind, company_id, name, first_name, postcode, town, phone, phone_e164, phone_national, email
    on address for each row execute function rapport.address_search_text();
create trigger address_tokens
    after insert or update of kind, company_id, name, first_name, postcode, town, phone, phone_e164, phone_national, email
    on address for each row execute function rapport.address_tokens();
create trigger address_company_changed
    after update of name, postcode, town on address for each row
    when (new.kind = 'COMPANY'
        and (new.name, new.postcode, new.town) is distinct from (old.name, old.postcode, old.town))
    execute function rapport.address_company_changed();
