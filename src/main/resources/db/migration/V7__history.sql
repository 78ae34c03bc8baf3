-- The order of a history: open entries above closed ones, each newest first. A page is a piece of one of these indexes,
-- at any depth; they replace those that knew the start only.
drop index contact_of_address;
create index contact_of_address on contact (address_id, (status = 'PLANNED') desc, start_at desc, id desc);
drop index contact_of_person;
create index contact_of_person on contact (contact_person_id, (status = 'PLANNED') desc, start_at desc, id desc)
    where contact_person_id is not null;
-- members without a contact are looked for by contact person too
create index contact_of_campaign_person on contact (campaign_id, contact_person_id)
    where campaign_id is not null and contact_person_id is not null;
