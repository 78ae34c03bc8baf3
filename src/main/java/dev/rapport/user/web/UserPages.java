package dev.rapport.user.web;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.Texts;
import dev.rapport.user.ChangeUser;
import dev.rapport.user.CreateUser;
import dev.rapport.user.DisableUser;
import dev.rapport.user.FindUsers;
import dev.rapport.user.Group;
import dev.rapport.user.ListUsers;
import dev.rapport.user.SetPassword;
import dev.rapport.user.SignOutEverywhere;
import dev.rapport.user.UserView;
import dev.rapport.web.Created;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Highlight;
import dev.rapport.web.Idempotency;
import dev.rapport.web.Lookup;
import dev.rapport.web.Toasts;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
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

/** Users for those who administer them: their list, their form, their passwords. */
@Controller
class UserPages {

    private final ListUsers listUsers;
    private final CreateUser createUser;
    private final ChangeUser changeUser;
    private final DisableUser disableUser;
    private final SetPassword setPassword;
    private final SignOutEverywhere signOut;
    private final FindUsers findUsers;
    private final Idempotency idempotency;
    private final FieldMessages fieldMessages;
    private final Toasts toasts;

    UserPages(
            ListUsers listUsers,
            CreateUser createUser,
            ChangeUser changeUser,
            DisableUser disableUser,
            SetPassword setPassword,
            SignOutEverywhere signOut,
            FindUsers findUsers,
            Idempotency idempotency,
            FieldMessages fieldMessages,
            Toasts toasts) {
        this.listUsers = listUsers;
        this.createUser = createUser;
        this.changeUser = changeUser;
        this.disableUser = disableUser;
        this.setPassword = setPassword;
        this.signOut = signOut;
        this.findUsers = findUsers;
        this.idempotency = idempotency;
        this.fieldMessages = fieldMessages;
        this.toasts = toasts;
    }

    @GetMapping("/users")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String after,
            HtmxRequest htmx,
            Model model) {
        model.addAttribute("q", q);
        model.addAttribute("users", listUsers.list(q, after));
        model.addAttribute("highlight", Highlight.of(q));
        if (!htmx.isHtmxRequest()) {
            return "user/list";
        }
        return after == null ? "user/list :: user-hits" : "user/list :: user-more";
    }

    @GetMapping("/users/new")
    String newUser(Model model) {
        return form(UserForm.empty(), null, Map.of(), model);
    }

    /** To whom a user may report, while it is typed. */
    @GetMapping("/users/colleagues")
    String colleagues(@RequestParam(defaultValue = "") String reportsToText, Model model) {
        model.addAttribute("hits", findUsers.find(reportsToText));
        model.addAttribute("highlight", Highlight.of(reportsToText));
        return "user/options";
    }

    @PostMapping("/users")
    String create(
            @ModelAttribute UserForm typed,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        UserForm form = resolved(typed);
        try {
            String password = createOnce(form);
            String login = String.valueOf(form.login()).strip();
            return done(login, form.password(), password, "user.created", model, redirect, locale);
        } catch (BusinessRuleViolation refusal) {
            return refused(refusal, form, null, model, response, locale);
        }
    }

    /**
     * Creates the user unless this form has come before. Neither the password nor a hash of it is kept with the key, so
     * whoever sends the form again gets a new one, as long as the user has not chosen one.
     */
    private @Nullable String createOnce(UserForm form) {
        AtomicReference<@Nullable String> password = new AtomicReference<>();
        String login = idempotency
                .once(form.idempotencyKey(), form.withoutPassword().draft(), String.class, () -> {
                    password.set(createUser.create(form.draft()));
                    String created = String.valueOf(form.login()).strip();
                    return new Created<>("/users/" + created, created);
                })
                .getBody();
        if (password.get() == null && login != null && Texts.isBlank(form.password())) {
            return setPassword.again(login);
        }
        return password.get();
    }

    @GetMapping("/users/{login}")
    String show(@PathVariable String login, Model model) {
        UserView user = listUsers.show(login);
        return form(kept(user), user, Map.of(), model);
    }

    @PostMapping("/users/{login}")
    String change(
            @PathVariable String login,
            @ModelAttribute UserForm typed,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        UserForm form = resolved(typed);
        try {
            changeUser.change(login, form.change());
        } catch (BusinessRuleViolation refusal) {
            return refused(refusal, form, listUsers.show(login), model, response, locale);
        }
        toasts.afterRedirect(redirect, locale, "user.changed");
        return "redirect:/users";
    }

    /**
     * Changes how a user gets in.
     *
     * @param action disable, enable, sign-out or password
     * @param password blank for one that is made up
     */
    @PostMapping("/users/{login}/access")
    String access(
            @PathVariable String login,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String password,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        try {
            switch (action) {
                case "disable" -> disableUser.disable(login);
                case "enable" -> disableUser.enable(login);
                case "sign-out" -> signOut.of(login);
                case "password" -> {
                    String valid = setPassword.set(login, password);
                    return done(login, password, valid, "user.did.password", model, redirect, locale);
                }
                default -> throw BusinessRuleViolation.invalid("action", "not-found");
            }
        } catch (BusinessRuleViolation refusal) {
            UserView user = listUsers.show(login);
            return refused(refusal, kept(user), user, model, response, locale);
        }
        toasts.afterRedirect(redirect, locale, "user.did." + action);
        return "redirect:/users/" + login;
    }

    /** A password that nobody typed is shown in this one answer and kept nowhere. */
    private String done(
            String login,
            @Nullable String typed,
            @Nullable String password,
            String said,
            Model model,
            RedirectAttributes redirect,
            Locale locale) {
        if (password == null || password.equals(typed)) {
            toasts.afterRedirect(redirect, locale, said);
            return "redirect:/users";
        }
        model.addAttribute("user", listUsers.show(login));
        model.addAttribute("password", password);
        return "user/password";
    }

    private UserForm kept(UserView user) {
        return UserForm.of(user, findUsers.chosen(user.reportsTo()).orElse(Lookup.NONE));
    }

    /** What was typed without choosing means the only one whom it fits. */
    private UserForm resolved(UserForm typed) {
        return typed.reportingTo(typed.manager().resolved(findUsers::choices, findUsers::fits));
    }

    private String refused(
            BusinessRuleViolation refusal,
            UserForm form,
            @Nullable UserView user,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        if (refusal.kind() == Kind.NOT_FOUND) {
            throw refusal;
        }
        boolean conflict = refusal.kind() == Kind.CONFLICT;
        response.setStatus((conflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT).value());
        UserForm again = user == null ? form.withNewKey() : form.withVersion(user.version());
        return form(conflict ? again : form, user, fieldMessages.of(refusal, locale), model);
    }

    private static String form(UserForm form, @Nullable UserView user, Map<String, String> errors, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("user", user);
        model.addAttribute("errors", errors);
        model.addAttribute("groups", Group.values());
        return "user/form";
    }
}
