-- The start page asks for the open measures of one person.
create index measure_open_of_responsible on measure (coalesce(responsible, created_by), start_at, id) where status = 'PLANNED';
