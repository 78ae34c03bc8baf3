package dev.rapport.measure;

import dev.rapport.shared.Change;

/**
 * A change as somebody typed it.
 *
 * @param version the version that was read
 */
public record MeasureChange(
        int version,
        Change<String> subject,
        Change<String> infotext,
        Change<String> campaignId,
        Change<String> plannedFor,
        Change<String> responsible) {

    boolean changesSomething() {
        return infotext.present() || touchesMoreThanInfotext();
    }

    /** Whether it touches what only an open measure may change. */
    boolean touchesMoreThanInfotext() {
        return subject.present() || campaignId.present() || plannedFor.present() || responsible.present();
    }
}
