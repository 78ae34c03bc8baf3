package dev.rapport.campaign;

/** A campaign has been deleted for good; heard within the deletion's transaction or after it. */
public record CampaignDeleted(Long campaignId) {}
