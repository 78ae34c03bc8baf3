-- What other modules may know of campaigns. Choosing one for something is campaign/CampaignChoice, which locks it.

-- How a campaign is called, a deleted one too.
create view campaign_title as
    select id, title, deleted_at is not null as deleted from rapport.campaign;

-- Who belongs to a campaign now; the ids rise in the order of assignment.
create view campaign_member_now as
    select id, campaign_id, address_id from rapport.campaign_member where removed_at is null;

-- Who has ever belonged to a campaign, as often as he was assigned.
create view campaign_member_ever as
    select campaign_id, address_id from rapport.campaign_member;
