-- What other modules may know of measures.

-- A measure as a line of a list or of a history.
create view measure_entry as
    select id, number, campaign_id, status, start_at, subject, infotext, responsible, created_by, closed_by
    from rapport.measure;

-- Whom a closed measure concerned (rule 27); see measure_audience.
create view measure_concerned as
    select measure_id, address_id, main_address_id, first_of_main, closed_at from rapport.measure_audience;
