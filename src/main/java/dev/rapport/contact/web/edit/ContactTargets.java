package dev.rapport.contact.web.edit;

import dev.rapport.web.NumberedTargets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Contacts in the palette. */
@Component
class ContactTargets extends NumberedTargets {

    ContactTargets(JdbcClient jdbc) {
        super(jdbc, "rapport.contact", "/contacts/", "chat-left-text");
    }

    @Override
    public String title() {
        return "palette.contacts";
    }

    @Override
    public int position() {
        return 30;
    }
}
