package dev.rapport.model.web;

import dev.rapport.engine.PastItems.Effect;
import dev.rapport.model.ModelDrafts;
import dev.rapport.model.proposals.ShowProposals;
import dev.rapport.model.rehearsal.Rehearsal;
import dev.rapport.model.rehearsal.Rehearsal.Alike;
import dev.rapport.model.rehearsal.Rehearsal.Line;
import dev.rapport.model.rehearsal.RehearsalWish;
import dev.rapport.model.rehearsal.RehearsalWishBuilder;
import dev.rapport.model.rehearsal.Rehearse;
import dev.rapport.model.rehearsal.ShowRehearsal;
import dev.rapport.model.rehearsal.ShowRehearsal.Compared;
import dev.rapport.model.rehearsal.ShowRehearsal.Way;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.shared.TimeEntry;
import dev.rapport.shared.TimeEntry.Toward;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.TableFiles;
import dev.rapport.web.TableFiles.File;
import dev.rapport.web.TableFiles.Format;
import dev.rapport.web.TableFiles.Table;
import dev.rapport.web.Toasts;
import dev.rapport.web.TypedTimes;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** "Erproben": asked for on the page of a draft, a proposal or a version, and what came of it. */
@Controller
@RequestMapping("/models/rehearsals")
class RehearsalPages {

    /** In one group before somebody asks for more. */
    private static final int FEW = 10;

    private final Rehearse rehearse;
    private final ShowRehearsal showRehearsal;
    private final RehearsalSentences sentences;
    private final ModelDrafts drafts;
    private final ShowProposals showProposals;
    private final FieldMessages fieldMessages;
    private final TableFiles files;
    private final TypedTimes typedTimes;
    private final Toasts toasts;

    RehearsalPages(
            Rehearse rehearse,
            ShowRehearsal showRehearsal,
            RehearsalSentences sentences,
            ModelDrafts drafts,
            ShowProposals showProposals,
            FieldMessages fieldMessages,
            TableFiles files,
            TypedTimes typedTimes,
            Toasts toasts) {
        this.rehearse = rehearse;
        this.showRehearsal = showRehearsal;
        this.sentences = sentences;
        this.drafts = drafts;
        this.showProposals = showProposals;
        this.fieldMessages = fieldMessages;
        this.files = files;
        this.typedTimes = typedTimes;
        this.toasts = toasts;
    }

    /**
     * Something that became of some items, in words.
     *
     * @param from how many items stand above them
     * @param lines the first of the items
     */
    record Told(Alike group, String sentence, long from, Page<Line> lines) {}

    /**
     * What is rehearsed: the draft where nothing is said.
     *
     * @param key of a model, of which a version is meant
     * @param proposal id of one
     */
    record Files(
            @Nullable String key,
            @Nullable String version,
            @Nullable String proposal) {}

    /** One thing that is different: what it is, and in both models. */
    record Different(String what, String before, String now) {}

    /** The latest ones, whoever asked for them. */
    @GetMapping
    String latest(Model model, Locale locale) {
        model.addAttribute("rehearsals", showRehearsal.latest());
        model.addAttribute("types", showRehearsal.types(locale));
        return "model/rehearsals";
    }

    /** The form for it. */
    @GetMapping("/new")
    String ask(Files about, RehearsalWish wish, Model model, Locale locale) {
        return ask(about, wish, Map.of(), model, locale);
    }

    private String ask(Files about, RehearsalWish wish, Map<String, String> errors, Model model, Locale locale) {
        List<ShowRehearsal.Offer> offers = showRehearsal.offers(keys(about), locale);
        Map<String, String> outcomes = new LinkedHashMap<>();
        offers.forEach(offer -> outcomes.putAll(offer.outcomes()));
        model.addAttribute("offers", offers);
        model.addAttribute("outcomes", outcomes);
        model.addAttribute("wish", wish);
        model.addAttribute("key", about.key());
        model.addAttribute("version", about.version());
        model.addAttribute("waiting", about.proposal());
        model.addAttribute("errors", errors);
        return "model/rehearsal-new";
    }

    private List<String> keys(Files about) {
        if (about.proposal() != null) {
            return showProposals.keys(showProposals
                    .show(Ids.require("proposal", about.proposal()))
                    .id());
        }
        return about.key() == null
                ? drafts.mine()
                        .orElseThrow(() -> BusinessRuleViolation.notFound("draft"))
                        .keys()
                : List.of(about.key());
    }

    /** Begins one. */
    @PostMapping
    String begin(Files about, RehearsalWish wish, Model model, HttpServletResponse response, Locale locale) {
        try {
            RehearsalWish read = read(wish);
            return "redirect:/models/rehearsals/" + begin(about, read);
        } catch (BusinessRuleViolation refusal) {
            if (refusal.kind() == BusinessRuleViolation.Kind.NOT_FOUND) {
                throw refusal;
            }
            response.setStatus(ModelPages.status(refusal));
            BusinessRuleViolation explained = typedTimes.explained(
                    refusal, field -> "from".equals(field) ? wish.from() : "to".equals(field) ? wish.to() : null);
            return ask(about, wish, fieldMessages.of(explained, locale), model, locale);
        }
    }

    private Long begin(Files about, RehearsalWish wish) {
        if (about.proposal() != null) {
            Long proposal = showProposals
                    .show(Ids.require("proposal", about.proposal()))
                    .id();
            return rehearse.files(showProposals.files(proposal), wish);
        }
        return about.key() == null
                ? rehearse.draft(wish)
                : rehearse.version(about.key(), ModelPages.number(about.version()), wish);
    }

    /** Days as people type them. */
    private RehearsalWish read(RehearsalWish typed) {
        return RehearsalWishBuilder.builder(typed)
                .from(day(typed.from()))
                .to(day(typed.to()))
                .build();
    }

    private @Nullable String day(@Nullable String typed) {
        return TimeEntry.date(typed, typedTimes.reader(Toward.BACK)).or(typed);
    }

    /** How far it is, and what it has found. */
    @GetMapping("/{id}")
    String show(@PathVariable String id, HtmxRequest htmx, Model model, Locale locale) {
        Long rehearsal = Ids.require("id", id);
        fill(rehearsal, model, locale);
        if (htmx.isHtmxRequest()) {
            return "model/rehearsal :: found";
        }
        model.addAttribute("waiting", showProposals.rehearsedBy(rehearsal).orElse(null));
        return "model/rehearsal";
    }

    /**
     * Further items of which the same became.
     *
     * @param own whether each says its own sentence
     */
    @GetMapping(path = "/{id}", params = "like")
    String more(
            @PathVariable String id,
            @RequestParam String like,
            @RequestParam(required = false) @Nullable String own,
            @RequestParam(required = false) @Nullable String after,
            Model model,
            Locale locale) {
        Rehearsal rehearsal = showRehearsal.show(Ids.require("id", id));
        long first = Ids.require("like", like);
        model.addAttribute("rehearsal", rehearsal);
        model.addAttribute("first", first);
        model.addAttribute("own", own != null);
        model.addAttribute("lines", showRehearsal.lines(rehearsal.id(), first, after, Page.DEFAULT_LIMIT, locale));
        return "model/rehearsal :: lines";
    }

    @PostMapping("/{id}/stop")
    String stop(@PathVariable String id, HtmxRequest htmx, Model model, RedirectAttributes redirect, Locale locale) {
        Long rehearsal = Ids.require("id", id);
        rehearse.stop(rehearsal);
        if (!htmx.isHtmxRequest()) {
            toasts.afterRedirect(redirect, locale, "models.rehearsal.stopped");
            return "redirect:/models/rehearsals/" + rehearsal;
        }
        fill(rehearsal, model, locale);
        return "model/rehearsal :: found";
    }

    /** One item in both models. */
    @GetMapping("/{id}/items/{turn}")
    String item(@PathVariable String id, @PathVariable String turn, Model model, Locale locale) {
        Rehearsal rehearsal = showRehearsal.show(Ids.require("id", id));
        Compared compared = showRehearsal.compare(rehearsal.id(), Ids.require("turn", turn), locale);
        model.addAttribute("rehearsal", rehearsal);
        model.addAttribute("line", compared.line());
        model.addAttribute("items", rehearsal.process() + "s");
        model.addAttribute("sentence", sentences.of(compared.line(), locale));
        model.addAttribute("before", compared.before());
        model.addAttribute("now", compared.now());
        model.addAttribute("different", different(compared.before(), compared.now(), locale));
        return "model/rehearsal-item";
    }

    @GetMapping(path = "/{id}", params = "format")
    void export(@PathVariable String id, @RequestParam String format, HttpServletResponse response, Locale locale)
            throws IOException {
        Rehearsal rehearsal = showRehearsal.show(Ids.require("id", id));
        Format wanted = Format.named(format, new FieldChecks());
        files.send(
                new File(sentences.text("models.rehearsal.file", locale), "rehearsal " + rehearsal.id(), wanted),
                new Table<Line>(
                        List.of(
                                sentences.text("models.rehearsal.item", locale),
                                sentences.text("field.subject", locale),
                                sentences.text("models.rehearsal.verdict", locale),
                                sentences.text("models.rehearsal.why", locale)),
                        after -> showRehearsal.lines(rehearsal.id(), null, after, TableFiles.ROWS, locale),
                        line -> List.of(
                                line.number(),
                                line.subject(),
                                sentences.verdict(line.verdict(), locale),
                                sentences.of(line, locale))),
                response,
                locale);
    }

    /** What the fragment shows that tells how far one is and what it has found. */
    void fill(Long id, Model model, Locale locale) {
        Rehearsal rehearsal = showRehearsal.show(id);
        List<Told> told = new ArrayList<>();
        long above = 0;
        var first = showRehearsal.firstLines(id, showRehearsal.groups(id, locale), FEW, locale);
        for (Map.Entry<Alike, Page<Line>> group : first.entrySet()) {
            Alike alike = group.getKey();
            told.add(new Told(alike, sentences.of(alike, locale), above, group.getValue()));
            above += alike.number();
        }
        model.addAttribute("rehearsal", rehearsal);
        model.addAttribute("types", showRehearsal.types(locale));
        model.addAttribute("told", told);
        model.addAttribute(
                "ending",
                first.keySet().stream()
                        .filter(group -> group.verdict().endsTheSame())
                        .mapToLong(Alike::number)
                        .sum());
    }

    /** Nothing where it was the same, or where one of both did not come to an end. */
    private List<Different> different(@Nullable Way before, @Nullable Way now, Locale locale) {
        List<Different> different = new ArrayList<>();
        if (before == null || now == null || before.refusedAt() != null || now.refusedAt() != null) {
            return different;
        }
        now.standing().forEach((field, value) -> {
            String was = before.standing().get(field);
            if (was != null && !Objects.equals(was, value)) {
                different.add(new Different(
                        sentences.field(field, locale),
                        sentences.value(field, was, locale),
                        sentences.value(field, value, locale)));
            }
        });
        List<Effect> gone = new ArrayList<>(before.effects());
        now.effects().forEach(gone::remove);
        List<Effect> come = new ArrayList<>(now.effects());
        before.effects().forEach(come::remove);
        gone.forEach(effect -> different.add(new Different(
                sentences.text("models.rehearsal.caused." + effect.kind(), locale),
                sentences.effect(effect, locale),
                "–")));
        come.forEach(effect -> different.add(new Different(
                sentences.text("models.rehearsal.caused." + effect.kind(), locale),
                "–",
                sentences.effect(effect, locale))));
        return different;
    }
}
