package dev.rapport.contact;

import dev.rapport.item.CompleteItem;
import org.springframework.stereotype.Service;

/** The way to close a contact from pages and the API (rules 18 to 22). */
@Service
public class CompleteContact extends CompleteItem<Contact, ContactChange, ContactOutcome> {

    CompleteContact(Contacts contacts, ChangeContact changeContact, ContactProcess process) {
        super(contacts, changeContact, process);
    }
}
