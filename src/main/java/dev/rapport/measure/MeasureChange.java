package dev.rapport.measure;

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
        Change<String> responsible) {

    /**
     * The version that was read.
     *
     * @throws dev.rapport.shared.BusinessRuleViolation when nobody says
     */
    int requireVersion() {
        return Change.requireVersion(version);
    }

    boolean changesSomething() {
        return infotext.present() || touchesMoreThanInfotext();
    }

    /** Whether it touches what only an open measure may change. */
    boolean touchesMoreThanInfotext() {
        return subject.present() || campaignId.present() || plannedFor.present() || responsible.present();
    }
}
