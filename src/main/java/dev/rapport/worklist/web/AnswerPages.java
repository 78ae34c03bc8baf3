package dev.rapport.worklist.web;

import dev.rapport.contact.ContactView;
import dev.rapport.contact.ShowContact;
import dev.rapport.item.ShowItem.Shown;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Outcomes;
import dev.rapport.shared.Sentences;
import dev.rapport.web.Toasts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where the links of a reminder's mail lead: one contact in its short form, with the answer that was clicked. Reading the page
 * changes nothing, whoever or whatever follows the link.
 */
@Controller
@RequestMapping("/answers/{id}")
class AnswerPages {

    /** What can be said of a contact, by the name it has in addresses. */
    private enum Answer {
        PERFORMED("performed", Outcomes.PERFORMED),
        MOVE("move", "move"),
        NOT_PERFORMED("not-performed", Outcomes.NOT_PERFORMED);

        private final String name;
        private final String action;

        Answer(String name, String action) {
            this.name = name;
            this.action = action;
        }

        /** An address that was cut off on its way leads to the first of them. */
        static Answer named(String name) {
            return Arrays.stream(values())
                    .filter(each -> each.name.equals(name))
                    .findFirst()
                    .orElse(PERFORMED);
        }

        static Answer doing(String action) {
            return Arrays.stream(values())
                    .filter(each -> each.action.equals(action))
                    .findFirst()
                    .orElseThrow(() -> BusinessRuleViolation.notFound("do"));
        }
    }

    private final ShowContact showContact;
    private final ReminderActions actions;
    private final Sentences sentences;
    private final Toasts toasts;
    private final BusinessTime time;

    AnswerPages(
            ShowContact showContact, ReminderActions actions, Sentences sentences, Toasts toasts, BusinessTime time) {
        this.showContact = showContact;
        this.actions = actions;
        this.sentences = sentences;
        this.toasts = toasts;
        this.time = time;
    }

    @GetMapping
    ModelAndView show(@PathVariable String id, @RequestParam(defaultValue = "") String answer) {
        return page(Ids.require("id", id), Answer.named(answer), Map.of(), null);
    }

    /** @param action what, and with which contact, as the list of reminders has it: {@code performed:12} */
    @PostMapping
    ModelAndView answer(
            @PathVariable String id,
            @RequestParam(name = "do", defaultValue = "") String action,
            @RequestParam Map<String, String> typed,
            RedirectAttributes redirect,
            Locale locale) {
        long contact = Ids.require("id", id);
        Answer answer = Answer.doing(action.replaceFirst(":.*", ""));
        try {
            ReminderActions.Done done = actions.run(answer.action, contact, String.valueOf(contact), typed);
            if (answer == Answer.MOVE) {
                toasts.afterRedirect(redirect, locale, "reminders.done.move", done.subject());
                return redirect(contact, "");
            }
            return redirect(contact, "?done=closed");
        } catch (BusinessRuleViolation refusal) {
            if (refusal.kind() == Kind.NOT_FOUND) {
                throw refusal;
            }
            ModelAndView page = page(contact, answer, typed, sentences.of(refusal, locale));
            page.setStatus(refusal.kind() == Kind.CONFLICT ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
    }

    private static ModelAndView redirect(long contact, String query) {
        ModelAndView redirect = new ModelAndView("redirect:/contacts/" + contact + query);
        redirect.setStatus(HttpStatus.SEE_OTHER);
        return redirect;
    }

    private ModelAndView page(long id, Answer answer, Map<String, String> typed, @Nullable String refusal) {
        Shown<ContactView> shown = showContact.show(id);
        ContactView contact = shown.item();
        ModelAndView page = new ModelAndView("worklist/answer");
        page.addObject("contact", contact);
        page.addObject("start", contact.start().atZone(time.zone()));
        page.addObject("answer", answer.name);
        page.addObject("typed", typed);
        page.addObject("refusal", refusal);
        page.addObject("waits", shown.pending() != null);
        page.addObject("open", contact.voided() == null && !contact.status().closed() && shown.pending() == null);
        return page;
    }
}
