package dev.rapport.contact.web.edit;

import dev.rapport.web.Dates;
import dev.rapport.web.NumberedTargets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Contacts in the palette. */
@Component
class ContactTargets extends NumberedTargets {

    ContactTargets(JdbcClient jdbc, Dates dates) {
        super(
                jdbc,
                dates,
                "rapport.contact_entry_ever",
                "/contacts/",
                "chat-left-text",
                "(select a.name from rapport.address_card a where a.id = found.address_id)");
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
