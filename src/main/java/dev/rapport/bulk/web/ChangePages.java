package dev.rapport.bulk.web;

import dev.rapport.bulk.BulkChange;
import dev.rapport.bulk.BulkChange.ChangeAction;
import dev.rapport.bulk.Meant;
import dev.rapport.bulk.ShowBulkChanges;
import dev.rapport.bulk.StartBulkChange;
import dev.rapport.bulk.StopBulkChange;
import dev.rapport.lists.Entry;
import dev.rapport.lists.web.ListUrls;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Ids;
import dev.rapport.web.Created;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Idempotency;
import dev.rapport.web.Toasts;
import dev.rapport.web.TypedTimes;
import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Changing many of a list at once: what is to be done, how far it is, and what came of it. */
@Controller
@RequestMapping("/changes")
class ChangePages {

    /** Longer ones browsers, proxies and servers begin to refuse. */
    private static final int LONGEST_URL = 4_000;

    private final StartBulkChange startBulkChange;
    private final ShowBulkChanges showBulkChanges;
    private final StopBulkChange stopBulkChange;
    private final ChangeFormView formView;
    private final ListUrls urls;
    private final Idempotency idempotency;
    private final FieldMessages fieldMessages;
    private final TypedTimes typedTimes;
    private final Toasts toasts;

    ChangePages(
            StartBulkChange startBulkChange,
            ShowBulkChanges showBulkChanges,
            StopBulkChange stopBulkChange,
            ChangeFormView formView,
            ListUrls urls,
            Idempotency idempotency,
            FieldMessages fieldMessages,
            TypedTimes typedTimes,
            Toasts toasts) {
        this.startBulkChange = startBulkChange;
        this.showBulkChanges = showBulkChanges;
        this.stopBulkChange = stopBulkChange;
        this.formView = formView;
        this.urls = urls;
        this.idempotency = idempotency;
        this.fieldMessages = fieldMessages;
        this.typedTimes = typedTimes;
        this.toasts = toasts;
    }

    /** The reader's own latest orders. */
    @GetMapping
    String own(Model model) {
        model.addAttribute("orders", showBulkChanges.own());
        return "bulk/changes";
    }

    /**
     * Takes what was selected in a list to the page that asks what is to be done with it. A form because there may be too many
     * for a URL: then the page is the answer itself, and cannot be loaded again.
     */
    @PostMapping("/new")
    ModelAndView select(@RequestParam MultiValueMap<String, String> sent, RedirectAttributes redirect, Locale locale) {
        ChangeForm form = form(sent);
        String url = form.url();
        return url.length() > LONGEST_URL ? open(form, redirect, locale) : seeOther(url);
    }

    /** Asks what is to be done. */
    @GetMapping("/new")
    ModelAndView open(@RequestParam MultiValueMap<String, String> sent, RedirectAttributes redirect, Locale locale) {
        return open(form(sent), redirect, locale);
    }

    private ModelAndView open(ChangeForm form, RedirectAttributes redirect, Locale locale) {
        if (!form.all() && form.numbers().isEmpty()) {
            toasts.afterRedirect(redirect, locale, "error.bulk.nothing-meant");
            return seeOther("/" + ListUrls.list(form.list()) + form.query());
        }
        return formView.show(new ModelAndView(), formView.opened(form), startBulkChange.count(meant(form)), Map.of());
    }

    /** Gives the order. */
    @PostMapping
    ModelAndView order(
            @RequestParam MultiValueMap<String, String> sent,
            @RequestParam(required = false) @Nullable String chooseResponsible,
            @RequestParam(required = false) @Nullable String chooseCampaignId,
            RedirectAttributes redirect,
            Locale locale) {
        ChangeForm form = formView.resolved(form(sent), chooseResponsible, chooseCampaignId);
        Meant meant = meant(form);
        if (chooseResponsible != null || chooseCampaignId != null) {
            return formView.show(new ModelAndView(), form, startBulkChange.count(meant), Map.of());
        }
        if (form.isOpen()) {
            return formView.open(form, startBulkChange.count(meant), locale);
        }
        try {
            var draft = form.draft(typedTimes.reader(form.toward()));
            Long order = idempotency
                    .once(form.key(), List.of(meant, draft), Long.class, () -> {
                        Long id = startBulkChange.start(meant, draft);
                        return new Created<>("/changes/" + id, id);
                    })
                    .getBody();
            toasts.afterRedirect(redirect, locale, "bulk.change.ordered");
            return seeOther("/changes/" + Objects.requireNonNull(order));
        } catch (BusinessRuleViolation refusal) {
            boolean conflict = refusal.kind() == BusinessRuleViolation.Kind.CONFLICT;
            // the key stands for what was sent the first time; this is another order
            ModelAndView again = formView.show(
                    new ModelAndView(),
                    conflict ? form.withNewKey() : form,
                    startBulkChange.count(meant),
                    fieldMessages.of(typedTimes.explained(refusal, form::typed), locale));
            again.setStatus(conflict ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    /** How far an order is, and those that refused. */
    @GetMapping("/{id}")
    String show(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String after,
            HtmxRequest htmx,
            Model model) {
        fill(Ids.require("id", id), after, model);
        if (!htmx.isHtmxRequest()) {
            return "bulk/change";
        }
        return after == null ? "bulk/change :: change-body" : "bulk/change :: refused-lines";
    }

    @PostMapping("/{id}/stop")
    String stop(@PathVariable String id, HtmxRequest htmx, Model model, RedirectAttributes redirect, Locale locale) {
        long order = Ids.require("id", id);
        stopBulkChange.stop(order);
        if (!htmx.isHtmxRequest()) {
            toasts.afterRedirect(redirect, locale, "bulk.change.stopped");
            return "redirect:/changes/" + order;
        }
        fill(order, null, model);
        return "bulk/change :: change-body";
    }

    private void fill(long id, @Nullable String after, Model model) {
        BulkChange order = showBulkChanges.show(id);
        model.addAttribute("order", order);
        model.addAttribute("list", ListUrls.list(order.list()));
        model.addAttribute("refused", showBulkChanges.refused(order, after, null));
    }

    private Meant meant(ChangeForm form) {
        return form.all()
                ? Meant.all(form.list(), urls.filter(form.query()))
                : Meant.selected(form.list(), form.numbers());
    }

    /** @throws BusinessRuleViolation if there is no such list, or nothing of that name can be done with what stands in it */
    private ChangeForm form(MultiValueMap<String, String> sent) {
        Entry.Kind list = ListUrls.kind(String.valueOf(sent.getFirst("list")));
        ChangeAction action = ChangeAction.of(sent.getFirst("action"), list)
                .orElseThrow(() -> BusinessRuleViolation.invalid("action", "not-found"));
        String query = urls.tidy(list, Objects.requireNonNullElse(sent.getFirst("query"), ""));
        List<String> ids = new ArrayList<>(sent.getOrDefault("selected", List.of()));
        ids.addAll(ChangeForm.split(sent.getFirst("ids")));
        return ChangeForm.sent(list, query, ids, action, sent.toSingleValueMap());
    }

    private static ModelAndView seeOther(String path) {
        ModelAndView redirect = new ModelAndView("redirect:" + path);
        redirect.setStatus(HttpStatus.SEE_OTHER);
        return redirect;
    }
}
