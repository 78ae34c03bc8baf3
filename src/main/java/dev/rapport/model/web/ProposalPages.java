package dev.rapport.model.web;

import dev.rapport.model.ModelFile;
import dev.rapport.model.Place;
import dev.rapport.model.ShowModels;
import dev.rapport.model.ShowModels.Drafted;
import dev.rapport.model.proposals.DecideProposal;
import dev.rapport.model.proposals.Proposal;
import dev.rapport.model.proposals.ShowProposals;
import dev.rapport.model.rehearsal.Rehearsal;
import dev.rapport.model.rehearsal.Rehearse;
import dev.rapport.model.rehearsal.ShowRehearsal;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Ids;
import dev.rapport.shared.Page;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Toasts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What waits for a second person: what it would change, what became of the last items in it, and the decision. */
@Controller
@RequestMapping("/models/proposals")
class ProposalPages {

    private final ShowProposals showProposals;
    private final DecideProposal decideProposal;
    private final ShowModels showModels;
    private final ShowRehearsal showRehearsal;
    private final Rehearse rehearse;
    private final RehearsalPages rehearsalPages;
    private final FieldMessages fieldMessages;
    private final CurrentUser currentUser;
    private final Toasts toasts;

    ProposalPages(
            ShowProposals showProposals,
            DecideProposal decideProposal,
            ShowModels showModels,
            ShowRehearsal showRehearsal,
            Rehearse rehearse,
            RehearsalPages rehearsalPages,
            FieldMessages fieldMessages,
            CurrentUser currentUser,
            Toasts toasts) {
        this.showProposals = showProposals;
        this.decideProposal = decideProposal;
        this.showModels = showModels;
        this.showRehearsal = showRehearsal;
        this.rehearse = rehearse;
        this.rehearsalPages = rehearsalPages;
        this.fieldMessages = fieldMessages;
        this.currentUser = currentUser;
        this.toasts = toasts;
    }

    /** A version that it became. */
    record Became(String title, String key, @Nullable Integer version) {}

    /** Those that wait, and those that are decided. */
    @GetMapping
    String all(Model model) {
        model.addAttribute("waiting", showProposals.waiting());
        model.addAttribute("decided", showProposals.list(false, null, Page.DEFAULT_LIMIT));
        return "model/proposals";
    }

    /** Further ones that are decided. */
    @GetMapping(params = "after")
    String more(@RequestParam String after, Model model) {
        model.addAttribute("decided", showProposals.list(false, after, Page.DEFAULT_LIMIT));
        return "model/proposals :: decided";
    }

    @GetMapping("/{id}")
    String show(@PathVariable String id, Model model, Locale locale) {
        return page(Ids.require("id", id), Map.of(), "", model, locale);
    }

    /** Puts it in force, if what is in force is still what the person has compared with. */
    @PostMapping("/{id}/approve")
    String approve(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String seen,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        Long proposal = Ids.require("id", id);
        return decide(proposal, "", model, redirect, response, locale, () -> {
            decideProposal.approve(proposal, seen);
            toasts.afterRedirect(
                    redirect,
                    locale,
                    "models.proposal.approved",
                    String.join(", ", showProposals.show(proposal).names()));
        });
    }

    @PostMapping("/{id}/refuse")
    String refuse(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        Long proposal = Ids.require("id", id);
        return decide(proposal, reason, model, redirect, response, locale, () -> {
            decideProposal.refuse(proposal, reason);
            toasts.afterRedirect(redirect, locale, "models.proposal.refused");
        });
    }

    @PostMapping("/{id}/withdraw")
    String withdraw(
            @PathVariable String id,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        Long proposal = Ids.require("id", id);
        return decide(proposal, "", model, redirect, response, locale, () -> {
            decideProposal.withdraw(proposal);
            toasts.afterRedirect(redirect, locale, "models.proposal.withdrawn");
        });
    }

    private String decide(
            Long id,
            String reason,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale,
            Runnable decision) {
        try {
            decision.run();
        } catch (BusinessRuleViolation refusal) {
            if (refusal.kind() == Kind.NOT_FOUND) {
                throw refusal;
            }
            response.setStatus(
                    refusal.kind() == Kind.FORBIDDEN ? HttpStatus.FORBIDDEN.value() : ModelPages.status(refusal));
            return page(id, fieldMessages.of(refusal, locale), reason, model, locale);
        }
        redirect.addAttribute("id", id);
        return "redirect:/models/proposals/{id}";
    }

    private static String title(String key, List<Drafted> files) {
        return files.stream()
                .map(Drafted::line)
                .filter(line -> line != null && line.key().equals(key))
                .map(ShowModels.Line::title)
                .findFirst()
                .orElse(key);
    }

    private String page(Long id, Map<String, String> errors, String reason, Model model, Locale locale) {
        Proposal proposal = showProposals.show(id);
        List<ModelFile> files = showProposals.files(id);
        model.addAttribute("proposal", proposal);
        model.addAttribute("own", proposal.isOf(currentUser.id()));
        List<Place> inForce = showProposals.places(files);
        model.addAttribute("seen", ShowProposals.seen(inForce));
        model.addAttribute("changed", proposal.isWaiting() && ShowProposals.isChanged(proposal, inForce));
        List<Drafted> drafted = files.stream()
                .map(file -> showModels.show(file, proposal.warnings(), locale))
                .toList();
        model.addAttribute("files", drafted);
        model.addAttribute(
                "became",
                showProposals.became(proposal).stream()
                        .map(place -> new Became(title(place.key(), drafted), place.key(), place.version()))
                        .toList());
        List<Rehearsal> rehearsals = showRehearsal.ofFiles(proposal.digest());
        model.addAttribute("others", rehearsals.stream().skip(1).toList());
        model.addAttribute("rehearsed", !rehearsals.isEmpty());
        model.addAttribute("rehearsable", rehearse.isPossible(files));
        if (!rehearsals.isEmpty()) {
            rehearsalPages.fill(rehearsals.get(0).id(), model, locale);
        }
        Map<String, String> others = new LinkedHashMap<>(errors);
        others.remove("reason");
        model.addAttribute("refusals", List.copyOf(others.values()));
        model.addAttribute("reasonError", errors.get("reason"));
        model.addAttribute("reason", reason);
        return "model/proposal";
    }
}
