package dev.rapport.contact;

import dev.rapport.item.HandOver;
import dev.rapport.item.ItemChecks;
import dev.rapport.shared.Change;
import org.springframework.stereotype.Service;

/** Gives an open contact to somebody else because its model says so. */
@Service
public class HandOverContact extends HandOver<Contact, ContactChange> {

    HandOverContact(Contacts contacts, ItemChecks checks, ChangeContact changeContact) {
        super(contacts, checks, changeContact);
    }

    @Override
    protected ContactChange change(int version, String login) {
        return ContactChange.of(version).responsible(Change.to(login)).build();
    }
}
