/**
 * Campaigns and the addresses assigned to them (rules 24 and 29): created, edited, deleted for good. A use of a campaign
 * and its deletion never cross: both lock the campaign's row, see {@link dev.rapport.campaign.CampaignChoice}.
 */
@ApplicationModule(allowedDependencies = {"shared", "web"})
@NullMarked
package dev.rapport.campaign;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
