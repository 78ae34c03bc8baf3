package dev.rapport.contact.web.edit;

import dev.rapport.contact.ChangeContact;
import dev.rapport.contact.CompleteContact;
import dev.rapport.contact.ContactChange;
import dev.rapport.contact.ContactOutcome;
import dev.rapport.contact.ContactView;
import dev.rapport.contact.ShowContact;
import dev.rapport.contact.VoidContact;
import dev.rapport.contact.web.WhomChoices;
import dev.rapport.contacttype.ContactTypes;
import dev.rapport.item.ShowItem.Shown;
import dev.rapport.item.web.ItemPage;
import dev.rapport.item.web.ItemPageTools;
import dev.rapport.reminder.FailedMails;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.reminder.Snooze;
import dev.rapport.reminder.SnoozeReminder;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Sentences;
import dev.rapport.shared.StartRequired;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.web.Edited;
import dev.rapport.web.Lookup;
import dev.rapport.web.TypedTimes;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A contact's page: that of an item, with a reminder. */
@Controller
@RequestMapping("/contacts/{id}")
class ContactPage extends ItemPage<ContactView, ContactEdit, ContactChange, ContactOutcome> {

    private final ShowContact showContact;
    private final SnoozeReminder snoozeReminder;
    private final FailedMails failedMails;
    private final WhomChoices whom;
    private final ContactTypes contactTypes;
    private final Sentences sentences;
    private final TypedTimes typedTimes;
    private final BusinessTime time;

    ContactPage(
            ContactParts parts,
            ShowContact showContact,
            ChangeContact changeContact,
            CompleteContact completeContact,
            VoidContact voidContact,
            ItemPageTools tools,
            SnoozeReminder snoozeReminder,
            FailedMails failedMails,
            WhomChoices whom,
            ContactTypes contactTypes,
            Sentences sentences,
            TypedTimes typedTimes,
            BusinessTime time) {
        super("contact", "/contacts/", parts, showContact, changeContact, completeContact, voidContact, tools);
        this.showContact = showContact;
        this.snoozeReminder = snoozeReminder;
        this.failedMails = failedMails;
        this.whom = whom;
        this.contactTypes = contactTypes;
        this.sentences = sentences;
        this.typedTimes = typedTimes;
        this.time = time;
    }

    /** The web part of the reminder by itself. */
    @GetMapping("/reminder")
    ModelAndView reminder(@PathVariable String id, HtmxRequest htmx, Locale locale) {
        return part(id, "reminder", htmx, locale);
    }

    /** Postpones the reminder; what has been typed elsewhere on the page stays typed. */
    @PostMapping("/reminder")
    ModelAndView snooze(
            @PathVariable String id,
            HtmxRequest htmx,
            @RequestParam Snooze snooze,
            @RequestParam Map<String, String> fields,
            Locale locale) {
        Long contactId = Ids.require("id", id);
        Long reminderId = showContact.show(contactId).item().reminderId();
        if (reminderId == null) {
            throw BusinessRuleViolation.notFound("reminder");
        }
        snoozeReminder.by(reminderId, snooze);
        return done(htmx, contactId, "snoozed", sent(fields), locale);
    }

    @Override
    protected ContactEdit sent(Map<String, String> fields) {
        return ContactEdit.sent(fields, typedTimes.reader(Toward.EITHER))
                .resolved(whom::find, whom::fits, whom.chosen(fields.get("chooseAddressId")));
    }

    @Override
    protected ContactEdit stored(Shown<ContactView> shown) {
        return ContactEdit.of(shown, typedTimes.reader(Toward.EITHER));
    }

    @Override
    protected BusinessRuleViolation explained(BusinessRuleViolation refusal, ContactEdit edit) {
        return typedTimes.explained(refusal, edit::handedIn);
    }

    /** A start that is asked for is proposed in its fields (rule 18). */
    @Override
    protected ContactEdit again(BusinessRuleViolation refusal, ContactEdit edit) {
        return StartRequired.proposed(refusal)
                .map(start -> edit.proposing(start.toLocalDateTime()))
                .orElse(edit);
    }

    @Override
    protected @Nullable String sayingOf(String done) {
        return "snoozed".equals(done) ? "contact.snoozed" : super.sayingOf(done);
    }

    /** A planned contact's duration is written when it is performed; until then it stays typed. */
    @Override
    protected void saved(ModelAndView view, ContactEdit edit) {
        view.addObject("duration", edit.typed("duration"));
    }

    @Override
    protected String besideAgain(ContactView contact) {
        // what a model has said for this contact it says for the next one, too
        return Optional.ofNullable(contact.reminderLead())
                .flatMap(ReminderLead::offered)
                .map(lead -> "&reminder=" + lead.code())
                .orElse("");
    }

    private String leadName(String code, Locale locale) {
        return ReminderLead.of(code)
                .map(lead -> lead.offered()
                        ? sentences.text("reminder.lead." + lead.code(), locale)
                        : sentences.text("reminder.lead." + lead.unit(), locale, lead.number()))
                .orElse(code);
    }

    @Override
    protected Long addressOf(ContactView contact) {
        return contact.addressId();
    }

    @Override
    protected @Nullable String readable(String field, @Nullable String value, Locale locale) {
        return switch (field) {
            case "addressId" -> whom.chosen(value).map(Lookup.Choice::label).orElse(value);
            case "type" -> value == null ? null : typeName(value, locale);
            case "direction" -> value == null ? null : sentences.text("contact.direction." + value, locale);
            case "reminder" -> sentences.text(value == null ? "contact.reminder.off" : "contact.reminder.on", locale);
            case "reminderLead" -> value == null ? null : leadName(value, locale);
            case "start" -> value == null ? null : value.replace('T', ' ');
            default -> value;
        };
    }

    @Override
    protected void fill(ModelAndView view, Shown<ContactView> shown, ContactEdit form) {
        ContactView contact = shown.item();
        view.addObject("zone", time.zone());
        boolean same = Edited.same(form.typed("addressId"), ContactEdit.whom(contact));
        view.addObject("whom", same ? whom(contact) : form.lookedUp());
        view.addObject("whomHits", same || form.typed("addressId") == null ? List.of() : hits(form));
        view.addObject("types", types(contact.type(), LocaleContextHolder.getLocale()));
        view.addObject("leads", ReminderLead.offeredAnd(form.lead()));
        view.addObject(
                "overdue",
                contact.voided() == null
                        && !contact.status().closed()
                        && contact.start().isBefore(time.now()));
        if (!view.getModel().containsKey("duration")) {
            view.addObject("duration", form.typed("duration"));
        }
        view.addObject("failedMails", failedMails(contact));
    }

    private static Lookup whom(ContactView contact) {
        String label = WhomChoices.label(contact.contactPerson(), contact.address(), contact.addressTown());
        return Lookup.chosen(new Lookup.Choice(ContactEdit.whom(contact), label));
    }

    /** What may be meant by a text that is no choice yet. */
    private List<Lookup.Choice> hits(ContactEdit form) {
        Lookup typed = form.lookedUp();
        return typed.retyped() ? whom.find(typed.text()) : List.of();
    }

    /** Those that can be chosen, and the one that it has. */
    private List<Lookup.Choice> types(String own, Locale locale) {
        return contactTypes.all().stream()
                .filter(type -> type.active() || type.code().equals(own))
                .map(type -> new Lookup.Choice(type.code(), type.name(locale)))
                .toList();
    }

    private String typeName(String code, Locale locale) {
        return types(code, locale).stream()
                .filter(type -> type.id().equals(code))
                .map(Lookup.Choice::label)
                .findFirst()
                .orElse(code);
    }

    /** None can have failed before the reminder was due. */
    private List<FailedMails.Mail> failedMails(ContactView contact) {
        Long reminder = contact.reminderId();
        Instant due = contact.reminderDueAt();
        return reminder == null || due == null || due.isAfter(time.now())
                ? List.of()
                : failedMails.ofReminder(reminder);
    }
}
