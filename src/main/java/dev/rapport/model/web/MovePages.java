package dev.rapport.model.web;

import dev.rapport.model.moves.ModelMove;
import dev.rapport.model.moves.ModelMove.Item;
import dev.rapport.model.moves.MoveItems;
import dev.rapport.model.moves.ShowMoves;
import dev.rapport.model.moves.ShowMoves.DryRun;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Toasts;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Laufende Vorgänge umstellen": what could be moved to the newest version of a model, doing it, and how far it is. */
@Controller
@RequestMapping("/models/moves")
class MovePages {

    private final MoveItems moveItems;
    private final ShowMoves showMoves;
    private final MoveSentences sentences;
    private final FieldMessages fieldMessages;
    private final Toasts toasts;

    MovePages(
            MoveItems moveItems,
            ShowMoves showMoves,
            MoveSentences sentences,
            FieldMessages fieldMessages,
            Toasts toasts) {
        this.moveItems = moveItems;
        this.showMoves = showMoves;
        this.sentences = sentences;
        this.fieldMessages = fieldMessages;
        this.toasts = toasts;
    }

    /** What runs in one older version, in words. */
    record Told(int version, int total, int movable, List<ToldSteps> waiting) {}

    /**
     * Some that wait at the same.
     *
     * @param why they cannot be moved; empty where they can
     */
    record ToldSteps(String steps, int number, String why) {}

    /**
     * One that had its turn.
     *
     * @param why it stays as it is; empty of any other
     */
    record Line(Item item, String why) {}

    /** The dry run; of contacts where no model is said. */
    @GetMapping("/new")
    String ask(@RequestParam(defaultValue = "contact") String key, Model model, Locale locale) {
        return ask(key, List.of(), model, locale);
    }

    private String ask(String key, List<String> refusals, Model model, Locale locale) {
        DryRun run = showMoves.dryRun(key);
        List<ModelMove> latest = showMoves.latest(key);
        model.addAttribute("run", run);
        model.addAttribute(
                "older",
                run.older().stream()
                        .map(each -> new Told(
                                each.version(),
                                each.total(),
                                each.movable(),
                                each.waiting().stream()
                                        .map(some -> new ToldSteps(
                                                sentences.steps(some.steps(), locale),
                                                some.number(),
                                                sentences.why(some.obstacle(), locale)))
                                        .toList()))
                        .toList());
        model.addAttribute("latest", latest);
        model.addAttribute("busy", latest.stream().anyMatch(ModelMove::isRunning));
        model.addAttribute("refusals", refusals);
        return "model/move-new";
    }

    /** Gives the order, if the newest version is still the one that the person has seen. */
    @PostMapping
    String begin(
            @RequestParam String key,
            @RequestParam(required = false) @Nullable String version,
            @RequestParam(required = false) @Nullable String from,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        try {
            return "redirect:/models/moves/" + moveItems.start(key, version, from);
        } catch (BusinessRuleViolation refusal) {
            if (!showMoves.isOffered(key)) {
                throw BusinessRuleViolation.notFound("key");
            }
            response.setStatus(ModelPages.status(refusal));
            return ask(key, List.copyOf(fieldMessages.of(refusal, locale).values()), model, locale);
        }
    }

    /** How far it is, and what became of each. */
    @GetMapping("/{id}")
    String show(@PathVariable String id, HtmxRequest htmx, Model model, Locale locale) {
        fill(Ids.require("id", id), model, locale);
        return htmx.isHtmxRequest() ? "model/move :: move-body" : "model/move";
    }

    /** Further items. */
    @GetMapping(path = "/{id}", params = "after")
    String more(
            @PathVariable String id,
            @RequestParam String after,
            @RequestParam(required = false) @Nullable String kept,
            Model model,
            Locale locale) {
        ModelMove move = showMoves.show(Ids.require("id", id));
        model.addAttribute("move", move);
        model.addAttribute("onlyKept", kept != null);
        model.addAttribute("lines", lines(move, kept != null, after, locale));
        return "model/move :: lines";
    }

    @PostMapping("/{id}/stop")
    String stop(@PathVariable String id, HtmxRequest htmx, Model model, RedirectAttributes redirect, Locale locale) {
        Long move = Ids.require("id", id);
        moveItems.stop(move);
        if (!htmx.isHtmxRequest()) {
            toasts.afterRedirect(redirect, locale, "models.move.stopped");
            return "redirect:/models/moves/" + move;
        }
        fill(move, model, locale);
        return "model/move :: move-body";
    }

    private void fill(Long id, Model model, Locale locale) {
        ModelMove move = showMoves.show(id);
        model.addAttribute("move", move);
        model.addAttribute("kept", lines(move, true, null, locale));
        model.addAttribute("all", lines(move, false, null, locale));
    }

    private Page<Line> lines(ModelMove move, boolean kept, @Nullable String after, Locale locale) {
        return showMoves
                .items(move, kept, after, Page.DEFAULT_LIMIT)
                .map(item -> new Line(item, sentences.why(item, locale)));
    }
}
