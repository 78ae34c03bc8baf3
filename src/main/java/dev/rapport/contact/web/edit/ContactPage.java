package dev.rapport.contact.web.edit;

import dev.rapport.campaign.FindCampaigns;
import dev.rapport.contact.ChangeContact;
import dev.rapport.contact.ContactView;
import dev.rapport.contact.FinishContact;
import dev.rapport.contact.ShowContact;
import dev.rapport.contact.ShowContact.Shown;
import dev.rapport.engine.RanStep;
import dev.rapport.engine.ReadCourse;
import dev.rapport.reminder.ReminderLead;
import dev.rapport.reminder.Snooze;
import dev.rapport.reminder.SnoozeReminder;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldError;
import dev.rapport.shared.Ids;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.Sentences;
import dev.rapport.user.FindUsers;
import dev.rapport.web.Edited;
import dev.rapport.web.WebParts;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * A contact's page: status bar and web parts. All of it is one form, so that "Durchgeführt" takes along whatever has been
 * typed in any of the parts, and a refusal gives it all back.
 */
@Controller
@RequestMapping("/contacts/{id}")
class ContactPage {

    private final ShowContact showContact;
    private final ChangeContact changeContact;
    private final FinishContact finishContact;
    private final ReadCourse readCourse;
    private final SnoozeReminder snoozeReminder;
    private final FindUsers findUsers;
    private final FindCampaigns findCampaigns;
    private final WebParts webParts;
    private final Sentences sentences;
    private final ModelNames modelNames;
    private final CurrentUser currentUser;
    private final BusinessTime time;

    ContactPage(
            ShowContact showContact,
            ChangeContact changeContact,
            FinishContact finishContact,
            ReadCourse readCourse,
            SnoozeReminder snoozeReminder,
            FindUsers findUsers,
            FindCampaigns findCampaigns,
            WebParts webParts,
            Sentences sentences,
            ModelNames modelNames,
            CurrentUser currentUser,
            BusinessTime time) {
        this.showContact = showContact;
        this.changeContact = changeContact;
        this.finishContact = finishContact;
        this.readCourse = readCourse;
        this.snoozeReminder = snoozeReminder;
        this.findUsers = findUsers;
        this.findCampaigns = findCampaigns;
        this.webParts = webParts;
        this.sentences = sentences;
        this.modelNames = modelNames;
        this.currentUser = currentUser;
        this.time = time;
    }

    @GetMapping
    ModelAndView show(
            @PathVariable String id,
            HtmxRequest htmx,
            @RequestParam(required = false) @Nullable String done,
            Locale locale) {
        Long contactId = Ids.require("id", id);
        Page page = new Page(htmx, contactId, locale);
        if ("closed".equals(done)) {
            page.ranAtLast();
        } else if ("saved".equals(done)) {
            page.message("success", "item.saved");
        } else if ("snoozed".equals(done)) {
            page.message("success", "contact.snoozed");
        }
        return page.view();
    }

    /** One web part by itself. */
    @GetMapping("/{part:information|infotext|campaign|reminder|course}")
    ModelAndView part(@PathVariable String id, @PathVariable String part, HtmxRequest htmx, Locale locale) {
        ModelAndView view = new Page(htmx, Ids.require("id", id), locale).view();
        view.setViewName(!htmx.isHtmxRequest() ? "contact/part" : "contact/contact :: " + part);
        view.addObject("part", part);
        if (!htmx.isHtmxRequest()) {
            // by itself there is nothing to arrange
            view.getModelMap().remove("arrangement");
        }
        return view;
    }

    /** Saves or, with an outcome, closes. */
    @PostMapping
    ModelAndView submit(
            @PathVariable String id,
            HtmxRequest htmx,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String take,
            @RequestParam(required = false) @Nullable String chooseResponsible,
            @RequestParam(required = false) @Nullable String chooseCampaignId,
            @RequestParam Map<String, String> fields,
            Locale locale) {
        Long contactId = Ids.require("id", id);
        ContactEdit edit = resolved(ContactEdit.sent(fields));
        if (take != null || chooseResponsible != null || chooseCampaignId != null) {
            Page page = new Page(htmx, contactId, locale);
            ContactEdit chosen = edit.with(
                    findUsers.chosen(chooseResponsible).orElse(edit.responsible()),
                    findCampaigns.chosen(chooseCampaignId).orElse(edit.campaign()));
            return page.typed(take != null ? chosen.onto(page.current(), take) : chosen)
                    .view();
        }
        if (edit.responsible().isOpen() || edit.campaign().isOpen()) {
            Page page = new Page(htmx, contactId, locale);
            return page.typed(edit).refusedOpen().view();
        }
        try {
            if (outcome != null) {
                List<RanStep> ran = finishContact.finish(contactId, edit.changeBeforeClosing(), edit.outcome(outcome));
                return !htmx.isHtmxRequest()
                        ? seeOther(contactId, "closed")
                        : new Page(htmx, contactId, locale).ran(ran).view();
            }
            changeContact.change(contactId, edit.typed("addition") != null ? edit.extension() : edit.change());
            return !htmx.isHtmxRequest()
                    ? seeOther(contactId, "saved")
                    : new Page(htmx, contactId, locale)
                            .keepsDuration(edit)
                            .message("success", "item.saved")
                            .view();
        } catch (BusinessRuleViolation refusal) {
            return new Page(htmx, contactId, locale).refused(refusal, edit).view();
        }
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
        ContactEdit edit = ContactEdit.sent(fields);
        Long reminderId = showContact.show(contactId).contact().reminderId();
        if (reminderId == null) {
            throw BusinessRuleViolation.notFound("reminder");
        }
        snoozeReminder.until(reminderId, snooze.from(time.nowLocal()));
        if (!htmx.isHtmxRequest() && !edit.touched()) {
            return seeOther(contactId, "snoozed");
        }
        return new Page(htmx, contactId, locale)
                .typed(edit)
                .message("success", "contact.snoozed")
                .view();
    }

    private static ModelAndView seeOther(Long contactId, String done) {
        ModelAndView redirect = new ModelAndView("redirect:/contacts/" + contactId + "?done=" + done);
        redirect.setStatus(HttpStatus.SEE_OTHER);
        return redirect;
    }

    /** A campaign or a responsible that was typed without choosing: the only hit is meant. */
    private ContactEdit resolved(ContactEdit edit) {
        return edit.with(
                edit.responsible().resolved(findUsers::choices),
                edit.campaign().resolved(text -> findCampaigns.choices(text, null)));
    }

    /** The page on its way to the template. */
    private final class Page {

        private final ModelAndView view;
        private final Shown shown;
        private final Locale locale;
        private final ContactEdit current;
        private final Map<String, String> errors = new LinkedHashMap<>();
        private final Set<String> needed = new HashSet<>();
        private ContactEdit form;

        Page(HtmxRequest htmx, Long contactId, Locale locale) {
            this.shown = showContact.show(contactId);
            this.locale = locale;
            this.current = ContactEdit.of(shown, time.zone());
            this.form = current;
            this.view = new ModelAndView(htmx.isHtmxRequest() ? "contact/contact :: all" : "contact/contact");
        }

        ContactEdit current() {
            return current;
        }

        Page typed(ContactEdit edit) {
            form = edit;
            return this;
        }

        /** A planned contact's duration is written when it is performed; until then it stays typed. */
        Page keepsDuration(ContactEdit edit) {
            view.addObject("duration", edit.typed("duration"));
            return this;
        }

        Page message(String kind, String key) {
            view.addObject("messageKind", kind);
            view.addObject("messageText", sentences.text(key, locale));
            return this;
        }

        Page ran(List<?> steps) {
            view.addObject("ran", steps);
            return this;
        }

        /** Of a page that was come to after closing: the steps of the latest time that any ran. */
        Page ranAtLast() {
            return ran(ReadCourse.lastRun(course()).rules());
        }

        private List<ReadCourse.Entry> course() {
            return readCourse.of("contact", shown.contact().id());
        }

        /** Says of which field it is not known what is meant, and offers what it could be. */
        Page refusedOpen() {
            view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            if (form.responsible().isOpen()) {
                errors.put("responsible", sentences.text("contact.create.choose-user", locale));
                view.addObject("userHits", findUsers.choices(form.responsible().text()));
            }
            if (form.campaign().isOpen()) {
                errors.put("campaignId", sentences.text("error.campaign.choose", locale));
                view.addObject(
                        "campaignHits",
                        findCampaigns.choices(
                                form.campaign().text(), shown.contact().addressId()));
            }
            return this;
        }

        Page refused(BusinessRuleViolation refusal, ContactEdit edit) {
            view.addObject("rule", modelNames.of(refusal.rule(), locale));
            view.addObject("refusal", sentences.of(refusal, locale));
            if (refusal.kind() == Kind.NOT_FOUND) {
                throw refusal;
            }
            if (refusal.kind() == Kind.INVALID) {
                view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
                refusal.errors().forEach(error -> put(error));
                form = complete(edit);
                return this;
            }
            view.setStatus(HttpStatus.CONFLICT);
            if (shown.contact().status().closed()) {
                view.addObject("collisions", readable(withoutInfotext(edit.unsaved(current)), edit));
                // what was typed into the infotext can still be added
                boolean typed =
                        edit.typed("addition") == null && !Edited.same(edit.typed("infotext"), edit.was("infotext"));
                view.addObject("addition", edit.typed(typed ? "infotext" : "addition"));
                needed.add(ContactParts.of("infotext"));
                return this;
            }
            view.addObject("collisions", readable(edit.collisions(current), edit));
            form = edit.onto(current, null);
            return this;
        }

        /** A panel that was hidden comes with what is stored, now that something has to be said in it. */
        private ContactEdit complete(ContactEdit edit) {
            return Objects.equals(edit.version(), current.version()) ? edit.onto(current, null) : edit;
        }

        private List<Collided> readable(List<Edited.Collision> collisions, ContactEdit edit) {
            return collisions.stream()
                    .map(collision -> new Collided(
                            collision.field(),
                            readable(collision.field(), collision.mine(), edit),
                            readable(collision.field(), collision.theirs(), current)))
                    .toList();
        }

        private static List<Edited.Collision> withoutInfotext(List<Edited.Collision> collisions) {
            return collisions.stream()
                    .filter(collision -> !collision.field().equals("infotext"))
                    .toList();
        }

        private void put(FieldError error) {
            errors.putIfAbsent(error.field(), sentences.of(error, locale));
        }

        private @Nullable String readable(String field, @Nullable String value, ContactEdit of) {
            return switch (field) {
                case "responsible" -> of.responsible().text();
                case "campaignId" -> of.campaign().text();
                case "reminder" ->
                    sentences.text(value == null ? "contact.reminder.off" : "contact.reminder.on", locale);
                case "reminderLead" -> value == null ? null : sentences.text("reminder.lead." + value, locale);
                case "start" -> value == null ? null : value.replace('T', ' ');
                default -> value;
            };
        }

        ModelAndView view() {
            ContactView contact = shown.contact();
            errors.keySet().forEach(field -> needed.add(ContactParts.of(field)));
            webParts.compose("contact", contact.id(), Map.of(), view.getModelMap(), needed);
            boolean writes = currentUser.hasAnyRole("STAFF", "MANAGER");
            view.addObject("contact", contact);
            view.addObject("zone", time.zone());
            view.addObject("task", shown.task());
            view.addObject("form", form);
            view.addObject("errors", errors);
            view.addObject("closed", contact.status().closed());
            view.addObject("edits", writes && !contact.status().closed());
            view.addObject("writes", writes);
            view.addObject("leads", ReminderLead.values());
            view.addObject("course", course());
            view.addObject(
                    "overdue", !contact.status().closed() && contact.start().isBefore(time.now()));
            if (!view.getModel().containsKey("duration")) {
                view.addObject("duration", form.typed("duration"));
            }
            view.addObject("snoozes", Stream.of(Snooze.values()).map(Enum::name).toList());
            return view;
        }
    }

    /** A field that two people changed, readable. */
    record Collided(
            String field, @Nullable String mine, @Nullable String theirs) {}
}
