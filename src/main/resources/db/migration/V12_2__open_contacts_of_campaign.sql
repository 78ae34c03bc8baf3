-- The open contacts of a campaign, those that start first at the top.

create index contact_open_of_campaign on contact (campaign_id, start_at, id) where status = 'PLANNED' and campaign_id is not null;
