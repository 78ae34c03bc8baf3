package dev.rapport.contacttype.web;

import dev.rapport.contacttype.ContactTypes;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ContactTypeApi {

    private final ContactTypes contactTypes;

    ContactTypeApi(ContactTypes contactTypes) {
        this.contactTypes = contactTypes;
    }

    /** @param usualDuration how long one usually takes, as {@code HH:mm} */
    record ContactTypeBody(String code, String name, boolean needsDuration, String usualDuration) {}

    record ContactTypeList(List<ContactTypeBody> items) {}

    @GetMapping("/api/contact-types")
    ContactTypeList active(Locale locale) {
        return new ContactTypeList(contactTypes.active().stream()
                .map(type ->
                        new ContactTypeBody(type.code(), type.name(locale), type.needsDuration(), type.usualDuration()))
                .toList());
    }
}
