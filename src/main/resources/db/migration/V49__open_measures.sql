-- The open measures of one person, and everybody's, in the order of their day: a few lines and at most a thousand counted, however
-- many there are.

create index measure_open_by_day on measure (coalesce(planned_for, date '9999-12-31'), id)
    where status = 'PLANNED' and voided_at is null;
create index measure_open_of_responsible on measure
    (coalesce(responsible, created_by), coalesce(planned_for, date '9999-12-31'), id)
    where status = 'PLANNED' and voided_at is null;
