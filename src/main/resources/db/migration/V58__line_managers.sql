-- To whom somebody reports: models can have that person told, too.
alter table app_user
    add column reports_to text references app_user,
    add constraint app_user_reports_to_somebody_else check (reports_to <> user_id);

create or replace view user_card as
    select u.user_id, u.enabled, u.address_id, a.name, a.email, u.locale, u.single_keys, u.reports_to
    from rapport.app_user u
    -- a user has an address always; joined like this it costs nothing where the name is not asked for
    left join rapport.address_card a on a.id = u.address_id;
