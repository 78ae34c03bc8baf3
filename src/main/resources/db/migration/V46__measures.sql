-- Whom a measure concerned is written in one go, for 100,000 within the request that closes it: that the addresses and the measure
-- exist is asked once for all of them. Asked by foreign keys, row by row, each of 100,000 addresses was locked twice.

alter table measure_audience
    drop constraint measure_audience_measure_id_fkey,
    drop constraint measure_audience_address_id_fkey,
    drop constraint measure_audience_main_address_id_fkey;

create or replace function rapport.require_closing_measure() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if exists (select from added a left join rapport.measure m on m.id = a.measure_id
               where m.id is null or (m.closed_in is distinct from pg_current_xact_id() and not rapport.erasing())) then
        raise exception 'the audience of a measure is written when it is closed' using errcode = 'check_violation';
    end if;
    if exists (select from added a left join rapport.address x on x.id = a.address_id
               left join rapport.address main on main.id = a.main_address_id where x.id is null or main.id is null) then
        raise exception 'the audience of a measure are addresses' using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;

-- An erasure goes from the leaves to the root; otherwise nothing of this is ever deleted.
create function rapport.keep_what_has_an_audience() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if tg_table_name = 'measure' and exists (select from rapport.measure_audience where measure_id = old.id)
       or tg_table_name = 'address'
          and (exists (select from rapport.measure_audience where address_id = old.id)
               or exists (select from rapport.measure_audience where main_address_id = old.id and first_of_main)) then
        raise exception '% % is in the audience of a measure', tg_table_name, old.id using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
create trigger address_of_an_audience_is_kept after delete on address
    for each row execute function rapport.keep_what_has_an_audience();
create trigger measure_with_an_audience_is_kept after delete on measure
    for each row execute function rapport.keep_what_has_an_audience();
