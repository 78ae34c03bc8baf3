package dev.rapport.web;

import dev.rapport.shared.Languages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

@Controller
class LanguagePage {

    private final LocaleResolver locales;
    private final ApplicationEventPublisher events;

    LanguagePage(LocaleResolver locales, ApplicationEventPublisher events) {
        this.locales = locales;
        this.events = events;
    }

    /** Changes the language and goes back to where the reader was. */
    @PostMapping("/language")
    String choose(
            @RequestParam(defaultValue = "") String language,
            @RequestParam(defaultValue = "/") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        Languages.ALL.stream()
                .filter(known -> known.getLanguage().equals(language))
                .findFirst()
                .ifPresent(known -> {
                    locales.setLocale(request, response, known);
                    events.publishEvent(new LanguageChosen(known.getLanguage()));
                });
        return "redirect:" + LocalPath.orStart(back);
    }
}
