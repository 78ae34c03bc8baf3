package dev.rapport.contact;

import dev.rapport.item.ItemChange;
import dev.rapport.shared.Change;
import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A change as somebody typed it, and the body of the API's; what is missing stays as it is.
 *
 * @param version the version that was read
 * @param addressId an address, or a contact person, who is meant with his main address then (rule 6); another main address than
 *     before takes the contact person away, unless one is said
 * @param expectedDuration {@code HH:mm} that calendars show while it is planned; null for what is usual for its type
 * @param contactPersonId null for nobody in particular
 */
@RecordBuilder
public record ContactChange(
        @Nullable Integer version,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> addressId,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> contactPersonId,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> type,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> direction,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> start,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> duration,

        @RecordBuilder.Initializer(source = Change.class, value = "none")
        Change<String> expectedDuration,

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
        return addressId.present()
                || contactPersonId.present()
                || type.present()
                || direction.present()
                || start.present()
                || duration.present()
                || expectedDuration.present()
                || campaignId.present()
                || responsible.present()
                || reminder.present()
                || reminderLead.present()
                || subject.present()
                || description.present();
    }
}
