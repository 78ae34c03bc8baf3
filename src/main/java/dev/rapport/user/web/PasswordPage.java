package dev.rapport.user.web;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.user.ChoosePassword;
import dev.rapport.web.FieldMessages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where somebody with a one-time password chooses another one. What is typed is never sent back. */
@Controller
class PasswordPage {

    static final String PATH = "/password";

    private final ChoosePassword choosePassword;
    private final FieldMessages fieldMessages;

    PasswordPage(ChoosePassword choosePassword, FieldMessages fieldMessages) {
        this.choosePassword = choosePassword;
        this.fieldMessages = fieldMessages;
    }

    @GetMapping(PATH)
    String show(Model model) {
        return page(Map.of(), model);
    }

    @PostMapping(PATH)
    String choose(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        try {
            choosePassword.choose(password, repeated);
        } catch (BusinessRuleViolation refusal) {
            boolean conflict = refusal.kind() == BusinessRuleViolation.Kind.CONFLICT;
            response.setStatus((conflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT).value());
            return page(fieldMessages.of(refusal, locale), model);
        }
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
        return "redirect:/login?chosen";
    }

    private static String page(Map<String, String> errors, Model model) {
        model.addAttribute("errors", errors);
        return "user/choose-password";
    }
}
