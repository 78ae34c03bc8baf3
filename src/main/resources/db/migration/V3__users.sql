-- Users: an address with login data each. Password and groups are in the engine's identity tables.

create table app_user (
    user_id           text    not null primary key check (user_id ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    version           int     not null default 0,
    address_id        bigint  not null unique references address,
    enabled           boolean not null default true,
    -- null until somebody chooses: pages follow the browser then, mails are German
    locale            text check (locale in ('de', 'en')),
    -- keys without Ctrl or Alt can be switched off (WCAG 2.1.4): they get in the way of speech input
    single_keys       boolean not null default true,
    -- a password that somebody else has set is good for one thing: choosing another one
    one_time_password boolean not null default false
);

-- Whoever becomes responsible is enabled; who is responsible already stays it (rules 6, 8 and 9). For the tables that name one.
create function rapport.require_enabled_responsible() returns trigger language plpgsql as $$
begin
    if new.responsible is not null and (tg_op = 'INSERT' or new.responsible is distinct from old.responsible)
       and exists (select from rapport.app_user u where u.user_id = new.responsible and not u.enabled) then
        raise exception 'user % is disabled', new.responsible using errcode = 'RP003';
    end if;
    return new;
end $$;
