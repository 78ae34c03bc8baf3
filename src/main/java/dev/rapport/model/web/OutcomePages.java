package dev.rapport.model.web;

import dev.rapport.model.DrawOutcome;
import dev.rapport.model.NewOutcome;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.OutcomeCategory;
import dev.rapport.web.FieldMessages;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** "Ergebnis hinzufügen": an outcome for whoever has no Modeler; what comes of it is a draft. */
@Controller
class OutcomePages {

    private final DrawOutcome drawOutcome;
    private final FieldMessages fieldMessages;

    OutcomePages(DrawOutcome drawOutcome, FieldMessages fieldMessages) {
        this.drawOutcome = drawOutcome;
        this.fieldMessages = fieldMessages;
    }

    @GetMapping("/models/{key}/outcome")
    String ask(@PathVariable String key, Model model, Locale locale) {
        NewOutcome empty = new NewOutcome(null, null, null, null, OutcomeCategory.NOT_PERFORMED.name(), null);
        return page(key, empty, Map.of(), model, locale);
    }

    @PostMapping("/models/{key}/outcome")
    String draw(
            @PathVariable String key, NewOutcome outcome, Model model, HttpServletResponse response, Locale locale) {
        try {
            drawOutcome.draw(key, outcome);
        } catch (BusinessRuleViolation refusal) {
            response.setStatus(ModelPages.status(refusal));
            return page(key, outcome, fieldMessages.of(refusal, locale), model, locale);
        }
        return "redirect:/models?draft";
    }

    private String page(String key, NewOutcome outcome, Map<String, String> errors, Model model, Locale locale) {
        model.addAttribute("key", key);
        model.addAttribute("modelTitle", drawOutcome.title(key, locale));
        model.addAttribute("form", outcome);
        model.addAttribute("errors", errors);
        model.addAttribute("categories", OutcomeCategory.values());
        model.addAttribute("colours", drawOutcome.colours());
        return "model/outcome";
    }
}
