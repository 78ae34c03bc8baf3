-- What other modules may read of the audit trail: who gave which field of an item or a user another value.

create view audit_change as
    select id, subject_kind, subject_id, field, old_value, new_value, done_at, done_by from rapport.audit_entry;
