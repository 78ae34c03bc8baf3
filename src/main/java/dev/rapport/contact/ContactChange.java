package dev.rapport.contact;

import dev.rapport.shared.Change;

/**
 * A change as somebody typed it.
 *
 * @param version the version that was read
 */
public record ContactChange(
        int version,
        Change<String> start,
        Change<String> duration,
        Change<String> infotext,
        Change<String> campaignId,
        Change<String> responsible,
        Change<Boolean> reminder,
        Change<String> reminderLead,
        Change<String> subject,
        Change<String> description) {

    boolean changesSomething() {
        return infotext.present() || touchesMoreThanInfotext();
    }

    /** Whether it touches what only an open contact may change. */
    boolean touchesMoreThanInfotext() {
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
