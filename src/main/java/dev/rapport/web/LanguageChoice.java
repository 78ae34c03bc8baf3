package dev.rapport.web;

import dev.rapport.shared.Languages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/**
 * The reader's language: chosen on a page (kept in a cookie), else German or English as the browser asks, else German,
 * whatever the server's own language is.
 */
class LanguageChoice extends CookieLocaleResolver {

    LanguageChoice() {
        super("RAPPORT_LANGUAGE");
        setCookieMaxAge(Duration.ofDays(365));
        setCookieHttpOnly(true);
        setCookieSameSite("Lax");
        setRejectInvalidCookies(false);
        AcceptHeaderLocaleResolver browser = new AcceptHeaderLocaleResolver();
        browser.setSupportedLocales(Languages.ALL);
        browser.setDefaultLocale(Locale.GERMAN);
        setDefaultLocaleFunction((HttpServletRequest request) -> browser.resolveLocale(request));
    }

    /** A cookie can hold anything; what is no language of ours counts as no choice. */
    @Override
    protected @Nullable Locale parseLocaleValue(String value) {
        return Languages.ALL.stream()
                .filter(language -> language.getLanguage().equals(value))
                .findFirst()
                .orElse(null);
    }
}
