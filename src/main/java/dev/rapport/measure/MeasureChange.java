package dev.rapport.measure;

import dev.rapport.item.ItemChange;
import dev.rapport.shared.Change;
import org.jspecify.annotations.Nullable;

/**
 * A change as somebody typed it, and the body of the API's; what is missing stays as it is.
 *
 * @param version the version that was read
 */
public record MeasureChange(
        @Nullable Integer version,
        Change<String> subject,
        Change<String> infotext,
        Change<String> campaignId,
        Change<String> plannedFor,
        Change<String> responsible)
        implements ItemChange {

    /** Leaves everything as it is: for whoever only says how it ended. */
    public static MeasureChange none(int version) {
        return new MeasureChange(version, Change.none(), Change.none(), Change.none(), Change.none(), Change.none());
    }

    @Override
    public boolean touchesMoreThanInfotext() {
        return subject.present() || campaignId.present() || plannedFor.present() || responsible.present();
    }
}
