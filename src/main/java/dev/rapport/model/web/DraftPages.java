package dev.rapport.model.web;

import dev.rapport.engine.DeploymentProposed;
import dev.rapport.model.FourEyes;
import dev.rapport.model.ModelDrafts;
import dev.rapport.model.ModelDrafts.Draft;
import dev.rapport.model.ShowModels;
import dev.rapport.model.ShowModels.Drafted;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Toasts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a process admin has uploaded: looked at, put in force, or thrown away. */
@Controller
class DraftPages {

    private final ModelDrafts drafts;
    private final ShowModels showModels;
    private final ModelPages modelPages;
    private final FourEyes fourEyes;
    private final FieldMessages fieldMessages;
    private final Toasts toasts;

    DraftPages(
            ModelDrafts drafts,
            ShowModels showModels,
            ModelPages modelPages,
            FourEyes fourEyes,
            FieldMessages fieldMessages,
            Toasts toasts) {
        this.drafts = drafts;
        this.showModels = showModels;
        this.modelPages = modelPages;
        this.fourEyes = fourEyes;
        this.fieldMessages = fieldMessages;
        this.toasts = toasts;
    }

    @PostMapping(path = "/models", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String upload(
            @RequestParam MultiValueMap<String, MultipartFile> files,
            @RequestParam(defaultValue = "") String comment,
            Model model,
            HttpServletResponse response,
            Locale locale) {
        try {
            drafts.upload(Uploads.of(files), comment);
        } catch (BusinessRuleViolation refusal) {
            response.setStatus(ModelPages.status(refusal));
            model.addAttribute("comment", comment);
            return modelPages.list(fieldMessages.of(refusal, locale), model, locale);
        }
        return "redirect:/models?draft";
    }

    /** Whoever has none, because it is deployed or was never there, goes on with the list. */
    @GetMapping(path = "/models", params = "draft")
    String show(Model model, Locale locale) {
        Optional<Draft> draft = drafts.mine();
        if (draft.isEmpty()) {
            return "redirect:/models";
        }
        return page(draft.get(), List.of(), model, locale);
    }

    @PostMapping(path = "/models", params = "deploy")
    String deploy(
            @RequestParam(defaultValue = "") String comment,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        Draft deployed;
        try {
            deployed = drafts.deploy(comment);
        } catch (DeploymentProposed waiting) {
            return modelPages.proposed(waiting, redirect, locale);
        } catch (BusinessRuleViolation refusal) {
            Optional<Draft> draft = drafts.mine();
            if (draft.isEmpty()) {
                // deployed already, by the first of two clicks
                return "redirect:/models";
            }
            response.setStatus(ModelPages.status(refusal));
            model.addAttribute("comment", comment);
            boolean said = refusal.kind() == Kind.INVALID && draft.get().hasErrors();
            return page(
                    draft.get(),
                    said
                            ? List.of()
                            : List.copyOf(fieldMessages.of(refusal, locale).values()),
                    model,
                    locale);
        }
        toasts.afterRedirect(redirect, locale, "models.deployed.now", String.join(", ", deployed.names()));
        return deployed.keys().stream()
                .findFirst()
                .map(key -> {
                    redirect.addAttribute("key", key);
                    return "redirect:/models/{key}";
                })
                .orElse("redirect:/models");
    }

    @PostMapping(path = "/models", params = "discard")
    String discard(RedirectAttributes redirect, Locale locale) {
        drafts.discard();
        toasts.afterRedirect(redirect, locale, "models.draft.discarded");
        return "redirect:/models";
    }

    private String page(Draft draft, List<String> refusals, Model model, Locale locale) {
        List<Drafted> files = draft.files().stream()
                .map(file -> showModels.show(file, draft.findings(), locale))
                .toList();
        model.addAttribute("draft", draft);
        model.addAttribute("files", files);
        model.addAttribute("refusals", refusals);
        model.addAttribute("fourEyes", fourEyes.areWanted());
        return "model/draft";
    }
}
