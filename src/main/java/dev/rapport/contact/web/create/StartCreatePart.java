package dev.rapport.contact.web.create;

import dev.rapport.web.NamedWebPart;
import dev.rapport.web.Permissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** The option web part "Kontaktvorgang anlegen", one line on top of the start page, for whoever may create contacts. */
@Component
class StartCreatePart extends NamedWebPart {

    private final FillForm fillForm;
    private final Entries entries;
    private final Permissions permissions;

    StartCreatePart(FillForm fillForm, Entries entries, Permissions permissions) {
        super("start", "create-contact", "contact.create.title", Column.TOP, 20, "contact/create");
        this.fillForm = fillForm;
        this.entries = entries;
        this.permissions = permissions;
    }

    @Override
    public String fragment() {
        return "line";
    }

    @Override
    public @Nullable Map<String, Object> content(Subject subject) {
        return permissions.allows("POST", "/contacts/new")
                ? Map.of("entry", entries.of(fillForm.empty(), LocaleContextHolder.getLocale()))
                : null;
    }
}
