-- A mail that waits when its reminder is removed, moved or snoozed is withdrawn; one that waited until long after its
-- contact (a dump restored later, a mail server down for a day) is not sent any more. Both stay visible.
alter table reminder_mail drop constraint reminder_mail_status_check;
alter table reminder_mail add constraint reminder_mail_status_check
    check (status in ('PENDING', 'SENT', 'NOT_CONFIGURED', 'FAILED', 'WITHDRAWN', 'STALE'));
