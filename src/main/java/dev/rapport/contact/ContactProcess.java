package dev.rapport.contact;

import dev.rapport.item.ItemProcess;

/** The model {@code contact} as this module sees it. */
public interface ContactProcess extends ItemProcess<Contact, ContactDraft, ContactOutcome> {}
