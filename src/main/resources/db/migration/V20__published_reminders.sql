-- What other modules may know of reminders: the one that a contact has, if it has one.

create view contact_reminder as
    select contact_id, id as reminder_id, lead, due_at, raised_at from rapport.reminder where removed_at is null;
