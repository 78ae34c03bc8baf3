package dev.rapport.contact;

import dev.rapport.item.ItemChange;
import dev.rapport.shared.Change;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A change as somebody typed it, and the body of the API's; what is missing stays as it is.
 *
 * @param version the version that was read
 */
@RecordBuilder
public record ContactChange(
        @Nullable Integer version,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> start,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> duration,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> infotext,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> campaignId,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> responsible,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<Boolean> reminder,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> reminderLead,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> subject,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> description)
        implements ItemChange {

    /** A change of nothing yet. */
    public static ContactChangeBuilder of(@Nullable Integer version) {
        return ContactChangeBuilder.builder().version(version);
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
}
