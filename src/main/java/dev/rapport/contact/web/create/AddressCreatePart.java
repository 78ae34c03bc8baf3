package dev.rapport.contact.web.create;

import dev.rapport.address.AddressView;
import dev.rapport.web.NamedWebPart;
import dev.rapport.web.Permissions;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The address web part "Kontaktvorgang anlegen": the address is given, the contact person comes from a list (rule 7). */
@Component
class AddressCreatePart extends NamedWebPart {

    private final FillForm fillForm;
    private final Entries entries;
    private final Permissions permissions;

    AddressCreatePart(FillForm fillForm, Entries entries, Permissions permissions) {
        super("address", "create-contact", "contact.create.title", Column.MAIN, 10, "contact/create");
        this.fillForm = fillForm;
        this.entries = entries;
        this.permissions = permissions;
    }

    @Override
    public boolean folded() {
        return true;
    }

    @Override
    public @Nullable Map<String, Object> content(Subject subject) {
        if (!(subject.page().get("address") instanceof AddressView address)
                || address.inactive()
                || !permissions.allows("POST", "/contacts/new")) {
            return null;
        }
        ContactForm form = fillForm.onAddress(address);
        Locale locale = LocaleContextHolder.getLocale();
        boolean isPerson = address.companyId() != null;
        return Map.of("entry", isPerson ? entries.of(form, locale) : entries.of(form, address, locale));
    }
}
