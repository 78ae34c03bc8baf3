package dev.rapport.user.web;

import dev.rapport.engine.WebappSession;
import dev.rapport.shared.Login;
import dev.rapport.user.AppUser;
import dev.rapport.user.Users;
import dev.rapport.web.Who;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** Where a login leads: on to the page that was asked for, to that of a new password, or back to the form. */
@Component
class LoginResult implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private final WebappSession webapps;
    private final RequestCache askedFor;
    private final Users users;
    private final LocaleResolver locales;
    private final BrowserCookie browser;

    LoginResult(
            WebappSession webapps, RequestCache askedFor, Users users, LocaleResolver locales, BrowserCookie browser) {
        this.webapps = webapps;
        this.askedFor = askedFor;
        this.users = users;
        this.locales = locales;
        this.browser = browser;
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication login)
            throws IOException {
        users.findById(login.getName())
                .map(AppUser::locale)
                .ifPresent(language -> locales.setLocale(request, response, Locale.forLanguageTag(language)));
        boolean newcomer = login.getAuthorities().stream()
                .anyMatch(authority -> Who.NEWCOMER.authority().equals(authority.getAuthority()));
        if (newcomer) {
            // the page that was asked for waits in its cookie for the login with the chosen password
            response.sendRedirect(request.getContextPath() + PasswordPage.PATH);
            return;
        }
        if (login.getPrincipal() instanceof Login who) {
            browser.give(request, response, who);
        }
        webapps.prepare(request, response, login);
        SavedRequest saved = askedFor.getRequest(request, response);
        String target = null;
        if (saved != null) {
            askedFor.removeRequest(request, response);
            target = pathOf(saved.getRedirectUrl());
        }
        response.sendRedirect(request.getContextPath() + (target == null ? "/" : target));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        String said = refusal instanceof UserAuthentication.TooManyFailures
                ? "throttled"
                : refusal instanceof UserAuthentication.TooBusy ? "busy" : "error";
        response.sendRedirect(request.getContextPath() + "/login?" + said);
    }

    /** Path and query only: whatever host the address names, a login never leads to another one. */
    static @Nullable String pathOf(@Nullable String address) {
        try {
            URI uri = URI.create(String.valueOf(address));
            String path = uri.getRawPath();
            if (path == null || !path.startsWith("/") || path.startsWith("//") || path.contains("\\")) {
                return null;
            }
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException e) {
            // the address comes from a cookie, so from anybody
            return null;
        }
    }
}
