package dev.rapport.worklist.web;

import dev.rapport.contact.ContactView;
import dev.rapport.contact.ShowContact;
import dev.rapport.reminder.Snooze;
import dev.rapport.reminder.SnoozeReminder;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Ids;
import dev.rapport.web.Dates;
import dev.rapport.web.Toasts;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The reminder that falls due while a page is open: what is said in its corner, and postponing it there (rule 15). */
@Controller
@RequestMapping("/reminders/due/{id}")
class DuePages {

    private final ShowContact showContact;
    private final SnoozeReminder snoozeReminder;
    private final BusinessTime time;
    private final Toasts toasts;
    private final Dates dates;

    DuePages(ShowContact showContact, SnoozeReminder snoozeReminder, BusinessTime time, Toasts toasts, Dates dates) {
        this.showContact = showContact;
        this.snoozeReminder = snoozeReminder;
        this.time = time;
        this.toasts = toasts;
        this.dates = dates;
    }

    /** @param id the contact's; nothing is said of one that has been dealt with */
    @GetMapping
    @Nullable
    String show(@PathVariable String id, HtmxRequest htmx, Model model, HttpServletResponse response) {
        ContactView contact = showContact.show(Ids.require("id", id)).item();
        Instant due = contact.reminderDueAt();
        if (due == null || due.isAfter(time.now()) || contact.status().closed()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        model.addAttribute("contact", contact);
        return htmx.isHtmxRequest() ? "worklist/due :: toast" : "redirect:/contacts/" + contact.id();
    }

    /** Postpones it; what said so is gone. */
    @PostMapping
    @Nullable
    String snooze(
            @PathVariable String id,
            @RequestParam Snooze snooze,
            HtmxRequest htmx,
            HttpServletResponse response,
            Locale locale) {
        ContactView contact = showContact.show(Ids.require("id", id)).item();
        Long reminder = contact.reminderId();
        if (reminder == null) {
            throw BusinessRuleViolation.notFound("reminder");
        }
        Instant until = snoozeReminder.by(reminder, snooze).dueAt();
        if (!htmx.isHtmxRequest()) {
            return "redirect:/";
        }
        toasts.withFragment(response, locale, "reminders.done.snooze", contact.subject(), dates.appointment(until));
        return "worklist/due :: gone";
    }
}
