-- What other modules may know of users, and the one thing that they may change.

-- A user as everybody knows him, and how he wants to be spoken to.
create view user_card as
    select u.user_id, u.enabled, u.address_id, a.name, a.email, u.locale, u.single_keys
    from rapport.app_user u
    -- a user has an address always; joined like this it costs nothing where the name is not asked for
    left join rapport.address_card a on a.id = u.address_id;

-- Keys without Ctrl or Alt on or off: each person's own choice.
create function rapport.choose_single_keys(login text, chosen boolean) returns void
    language sql
    as $$ update rapport.app_user set single_keys = chosen where user_id = login $$;
