package dev.rapport.web;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.web.WebParts.Move;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Moves, collapses and hides web parts for the person at work. */
@Controller
class ArrangementPage {

    private final WebParts webParts;

    ArrangementPage(WebParts webParts) {
        this.webParts = webParts;
    }

    /**
     * A button's value is the move and, for some, the other panel: {@code before:history}.
     *
     * @param show a hidden panel that is to be shown again
     * @param back the page to return to
     * @param quiet from a script that has changed the page already
     */
    @PostMapping("/arrangement/{page}")
    Object move(
            @PathVariable String page,
            @RequestParam(defaultValue = "") String part,
            @RequestParam(defaultValue = "") String move,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(defaultValue = "/") String back,
            @RequestHeader(name = "X-Quiet", required = false) @Nullable String quiet) {
        if (show != null) {
            webParts.move(page, show, Move.SHOW, null);
            return "redirect:" + LocalPath.orStart(back);
        }
        String[] words = move.split(":", 2);
        Move wanted = Arrays.stream(Move.values())
                .filter(value -> value.name().equals(words[0].toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> BusinessRuleViolation.invalid("move", "invalid"));
        webParts.move(page, part, wanted, words.length > 1 ? words[1] : null);
        if (quiet != null) {
            return ResponseEntity.noContent().build();
        }
        String anchor = part.matches("[a-z-]+") ? "#" + part : "";
        return "redirect:" + LocalPath.orStart(back) + anchor;
    }
}
