package dev.rapport.contacttype.web;

import dev.rapport.contacttype.AddContactType;
import dev.rapport.contacttype.ChangeContactType;
import dev.rapport.contacttype.ContactType;
import dev.rapport.contacttype.ContactTypeDraft;
import dev.rapport.contacttype.ContactTypes;
import dev.rapport.contacttype.RetireContactType;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.web.Created;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Idempotency;
import dev.rapport.web.Toasts;
import io.soabase.recordbuilder.core.RecordBuilder;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Contact types for managers: their list and their form. */
@Controller
class ContactTypePages {

    private final ContactTypes types;
    private final AddContactType addContactType;
    private final ChangeContactType changeContactType;
    private final RetireContactType retireContactType;
    private final Idempotency idempotency;
    private final FieldMessages fieldMessages;
    private final Toasts toasts;

    ContactTypePages(
            ContactTypes types,
            AddContactType addContactType,
            ChangeContactType changeContactType,
            RetireContactType retireContactType,
            Idempotency idempotency,
            FieldMessages fieldMessages,
            Toasts toasts) {
        this.types = types;
        this.addContactType = addContactType;
        this.changeContactType = changeContactType;
        this.retireContactType = retireContactType;
        this.idempotency = idempotency;
        this.fieldMessages = fieldMessages;
        this.toasts = toasts;
    }

    /**
     * What the form holds, as it was typed.
     *
     * @param idempotencyKey of a new one, so that a double click adds one type
     */
    @RecordBuilder
    record Form(
            @Nullable String idempotencyKey,
            @Nullable Integer version,
            @Nullable String nameDe,
            @Nullable String nameEn,
            @Nullable Boolean needsDuration,
            @Nullable String usualDuration) {

        static Form of(ContactType type) {
            return ContactTypePagesFormBuilder.builder()
                    .version(type.version())
                    .nameDe(type.nameDe())
                    .nameEn(type.nameEn())
                    .needsDuration(type.needsDuration())
                    .usualDuration(type.usualDuration())
                    .build();
        }

        static Form empty() {
            return ContactTypePagesFormBuilder.builder()
                    .idempotencyKey(newKey())
                    .needsDuration(true)
                    .usualDuration(ContactTypeDraft.USUAL)
                    .build();
        }

        Form withVersion(int current) {
            return ContactTypePagesFormBuilder.builder(this).version(current).build();
        }

        Form withNewKey() {
            return ContactTypePagesFormBuilder.builder(this)
                    .idempotencyKey(newKey())
                    .build();
        }

        private static String newKey() {
            return UUID.randomUUID().toString();
        }

        ContactTypeDraft draft() {
            return new ContactTypeDraft(nameDe, nameEn, Boolean.TRUE.equals(needsDuration), usualDuration);
        }
    }

    @GetMapping("/contact-types")
    String list(Model model) {
        model.addAttribute("types", types.all());
        return "contacttype/types";
    }

    @GetMapping("/contact-types/new")
    String newType(Model model) {
        return form(Form.empty(), null, Map.of(), model);
    }

    @PostMapping("/contact-types")
    String add(
            @ModelAttribute Form form,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        try {
            idempotency.once(form.idempotencyKey(), form.draft(), String.class, () -> {
                String code = addContactType.add(form.draft());
                return new Created<>("/contact-types/" + code, code);
            });
        } catch (BusinessRuleViolation refusal) {
            return refused(refusal, form, null, model, response, locale);
        }
        toasts.afterRedirect(redirect, locale, "contact-type.added");
        return "redirect:/contact-types";
    }

    @GetMapping("/contact-types/{code}")
    String show(@PathVariable String code, Model model) {
        ContactType type = type(code);
        return form(Form.of(type), type, Map.of(), model);
    }

    @PostMapping("/contact-types/{code}")
    String change(
            @PathVariable String code,
            @ModelAttribute Form form,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        try {
            if (form.version() == null) {
                throw BusinessRuleViolation.invalid("version", "required");
            }
            changeContactType.change(code, form.version(), form.draft());
        } catch (BusinessRuleViolation refusal) {
            return refused(refusal, form, type(code), model, response, locale);
        }
        toasts.afterRedirect(redirect, locale, "contact-type.changed");
        return "redirect:/contact-types";
    }

    /**
     * Retires a type or takes it back into the choices.
     *
     * @param active whether new contacts may have it
     */
    @PostMapping("/contact-types/{code}/active")
    String retire(
            @PathVariable String code,
            @RequestParam(defaultValue = "false") boolean active,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        try {
            if (active) {
                retireContactType.reactivate(code);
            } else {
                retireContactType.retire(code);
            }
        } catch (BusinessRuleViolation refusal) {
            ContactType type = type(code);
            return refused(refusal, Form.of(type), type, model, response, locale);
        }
        toasts.afterRedirect(redirect, locale, active ? "contact-type.reactivated" : "contact-type.retired");
        return "redirect:/contact-types";
    }

    private ContactType type(String code) {
        return types.findByCode(code).orElseThrow(() -> BusinessRuleViolation.notFound("code"));
    }

    private String refused(
            BusinessRuleViolation refusal,
            Form form,
            @Nullable ContactType type,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        boolean conflict = refusal.kind() == Kind.CONFLICT;
        response.setStatus((conflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT).value());
        Form again = type == null ? form.withNewKey() : form.withVersion(type.version());
        return form(conflict ? again : form, type, fieldMessages.of(refusal, locale), model);
    }

    private static String form(Form form, @Nullable ContactType type, Map<String, String> errors, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("type", type);
        model.addAttribute("errors", errors);
        return "contacttype/type";
    }
}
