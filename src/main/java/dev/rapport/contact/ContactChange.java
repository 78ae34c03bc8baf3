package dev.rapport.contact;

import dev.rapport.item.ItemChange;
import dev.rapport.shared.Change;
import org.jspecify.annotations.Nullable;

/**
 * A change as somebody typed it, and the body of the API's; what is missing stays as it is.
 *
 * @param version the version that was read
 */
public record ContactChange(
        @Nullable Integer version,
        Change<String> start,
        Change<String> duration,
        Change<String> infotext,
        Change<String> campaignId,
        Change<String> responsible,
        Change<Boolean> reminder,
        Change<String> reminderLead,
        Change<String> subject,
        Change<String> description)
        implements ItemChange {

    /** A change of nothing yet. */
    public static Builder of(@Nullable Integer version) {
        return new Builder(version);
    }

    @Override
    public boolean touchesMoreThanInfotext() {
        return start.present()
                || duration.present()
                || campaignId.present()
                || responsible.present()
                || reminder.present()
                || reminderLead.present()
                || subject.present()
                || description.present();
    }

    /** Fields by their names. */
    public static final class Builder {

        private final @Nullable Integer version;
        private Change<String> start = Change.none();
        private Change<String> infotext = Change.none();
        private Change<String> campaignId = Change.none();
        private Change<String> responsible = Change.none();
        private Change<Boolean> reminder = Change.none();
        private Change<String> reminderLead = Change.none();
        private Change<String> subject = Change.none();
        private Change<String> description = Change.none();

        private Builder(@Nullable Integer version) {
            this.version = version;
        }

        public Builder start(Change<String> value) {
            start = value;
            return this;
        }

        public Builder infotext(Change<String> value) {
            infotext = value;
            return this;
        }

        public Builder campaignId(Change<String> value) {
            campaignId = value;
            return this;
        }

        public Builder responsible(Change<String> value) {
            responsible = value;
            return this;
        }

        public Builder reminder(Change<Boolean> value) {
            reminder = value;
            return this;
        }

        public Builder reminderLead(Change<String> value) {
            reminderLead = value;
            return this;
        }

        public Builder subject(Change<String> value) {
            subject = value;
            return this;
        }

        public Builder description(Change<String> value) {
            description = value;
            return this;
        }

        /** A planned contact has no duration that could be changed (rule 12). */
        public ContactChange build() {
            return new ContactChange(
                    version,
                    start,
                    Change.none(),
                    infotext,
                    campaignId,
                    responsible,
                    reminder,
                    reminderLead,
                    subject,
                    description);
        }
    }
}
