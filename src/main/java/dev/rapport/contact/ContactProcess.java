package dev.rapport.contact;

import dev.rapport.item.ItemProcess;

/** The model {@code contact} as this module sees it. */
public interface ContactProcess extends ItemProcess<Contact, ContactDraft, ContactOutcome> {

    /**
     * Tells the running instance whom the contact is about now.
     *
     * @param card one line
     */
    void concern(Contact contact, String card);
}
