-- The course of an item says whom its model has told what, and whether it got there. Of what was told before nobody knows who
-- caused it.
alter table notice add column told_by text;

create index reminder_mail_of_notice on reminder_mail (notice_id) where notice_id is not null;

-- A mail about an item, and what has become of it.
create view item_notice as
select m.id, n.contact_id, n.measure_id, n.created_at as told_at, n.told_by, n.subject, m.recipient,
       case when m.status = 'FAILED' and m.next_try_at is not null then 'LATE' else m.status end as delivery, m.failure
from notice n join reminder_mail m on m.notice_id = n.id
where n.told_by is not null;
