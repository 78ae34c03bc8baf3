package dev.rapport.item;

import dev.rapport.campaign.CampaignChoice;
import dev.rapport.shared.Change;
import dev.rapport.shared.FieldChecks;
import dev.rapport.user.ResponsibleChoice;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What every item may say and the table of bad input for it, the same for pages, API, Tasklist and models. */
@Component
public class ItemChecks {

    private static final int SUBJECT_LENGTH = 200;
    private static final int TEXT_LENGTH = 20_000;

    private final CampaignChoice campaignChoice;
    private final ResponsibleChoice responsibleChoice;

    ItemChecks(CampaignChoice campaignChoice, ResponsibleChoice responsibleChoice) {
        this.campaignChoice = campaignChoice;
        this.responsibleChoice = responsibleChoice;
    }

    public String subject(FieldChecks checks, @Nullable String value) {
        return checks.requiredLine("subject", value, SUBJECT_LENGTH);
    }

    /** A long text, such as the infotext. */
    public @Nullable String text(FieldChecks checks, String field, @Nullable String value) {
        return checks.optionalText(field, value, TEXT_LENGTH);
    }

    public @Nullable String responsible(FieldChecks checks, @Nullable String value) {
        return responsibleChoice.choose(checks, value);
    }

    /** The chosen campaign; an item keeps the one it has, even a deleted one (rule 29). */
    public @Nullable Long campaign(FieldChecks checks, @Nullable String value, @Nullable Long kept) {
        return campaignChoice.choose(checks, value, kept);
    }

    /** The campaign that is said of an item; its own where nothing is said. */
    public @Nullable Long campaign(FieldChecks checks, Item item, Change<String> said) {
        return said.present() ? campaign(checks, said.value(), item.campaignId()) : item.campaignId();
    }

    /** The infotext with a text added: what was typed before stays in front of it. */
    @Nullable
    String extended(FieldChecks checks, Item item, @Nullable String addition) {
        return text(checks, "infotext", item.extended(text(checks, "infotext", addition)));
    }
}
