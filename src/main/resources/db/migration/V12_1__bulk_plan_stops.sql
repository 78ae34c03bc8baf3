-- Why an order ended early: what was refused, by which step of the model; or who cancelled it.

alter table bulk_plan
    add column stopped_field text,
    add column stopped_rule  text,
    add column cancelled_by  text,
    add check (status = 'STOPPED' or (stopped_field is null and stopped_rule is null and cancelled_by is null)),
    add check ((cancelled_by is null) = (stopped_by is distinct from 'cancelled'));
