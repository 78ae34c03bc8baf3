-- What has been reported of an open item, as V8 has it, but with the reporter's name as users publish it (ADR 35).

create or replace view item_report as
    select r.contact_id, r.measure_id, r.outcome as reported_outcome, r.label as reported_label,
           r.performed as reported_performed, r.start_at as reported_start,
           r.duration_minutes as reported_duration, r.infotext as reported_infotext, r.reported_at, r.reported_by,
           coalesce(u.name, r.reported_by) as reported_by_name
    from rapport.reported_outcome r
    left join rapport.user_card u on u.user_id = r.reported_by;
