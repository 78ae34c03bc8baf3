-- Models remind as long before as they say, people as they are offered.

alter table reminder
    drop constraint reminder_lead_check,
    add constraint reminder_lead_check check (lead ~ '^P([0-9]{1,3}D|T[0-9]{1,3}H|T[0-9]{1,4}M)$');
