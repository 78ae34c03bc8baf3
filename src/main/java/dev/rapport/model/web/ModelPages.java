package dev.rapport.model.web;

import dev.rapport.engine.DeploymentProposed;
import dev.rapport.model.DeployModels;
import dev.rapport.model.DownloadModel;
import dev.rapport.model.DrawOutcome;
import dev.rapport.model.FourEyes;
import dev.rapport.model.ModelDrafts;
import dev.rapport.model.ShowModels;
import dev.rapport.model.ShowModels.Shown;
import dev.rapport.model.ShowModels.ShownVersion;
import dev.rapport.model.moves.ShowMoves;
import dev.rapport.model.proposals.ShowProposals;
import dev.rapport.model.rehearsal.ShowRehearsal;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.web.FieldMessages;
import dev.rapport.web.Toasts;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which models and forms there are, what is in them, and the way back to an older version. */
@Controller
class ModelPages {

    /** In the place of a version's number: the standard that Rapport brings along. */
    private static final String STANDARD = "standard";

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    private final ShowModels showModels;
    private final DeployModels deployModels;
    private final DownloadModel downloadModel;
    private final ModelDrafts drafts;
    private final DrawOutcome drawOutcome;
    private final ShowRehearsal showRehearsal;
    private final ShowMoves showMoves;
    private final ShowProposals showProposals;
    private final FourEyes fourEyes;
    private final FieldMessages fieldMessages;
    private final Toasts toasts;

    ModelPages(
            ShowModels showModels,
            DeployModels deployModels,
            DownloadModel downloadModel,
            ModelDrafts drafts,
            DrawOutcome drawOutcome,
            ShowRehearsal showRehearsal,
            ShowMoves showMoves,
            ShowProposals showProposals,
            FourEyes fourEyes,
            FieldMessages fieldMessages,
            Toasts toasts) {
        this.showModels = showModels;
        this.deployModels = deployModels;
        this.downloadModel = downloadModel;
        this.drafts = drafts;
        this.drawOutcome = drawOutcome;
        this.showRehearsal = showRehearsal;
        this.showMoves = showMoves;
        this.showProposals = showProposals;
        this.fourEyes = fourEyes;
        this.fieldMessages = fieldMessages;
        this.toasts = toasts;
    }

    @GetMapping("/models")
    String all(Model model, Locale locale) {
        return list(Map.of(), model, locale);
    }

    /** The list with what is wrong with an upload. */
    String list(Map<String, String> errors, Model model, Locale locale) {
        List<ShowModels.Line> lines = showModels.all(locale);
        model.addAttribute("lists", lines.stream().collect(Collectors.groupingBy(ShowModels.Line::kind)));
        model.addAttribute("draft", drafts.mine().orElse(null));
        model.addAttribute("proposals", showProposals.waiting());
        model.addAttribute("errors", errors);
        return "model/list";
    }

    @GetMapping("/models/{key}")
    String show(@PathVariable String key, Model model, Locale locale) {
        Shown shown = showModels.show(key, locale);
        model.addAttribute("line", shown.line());
        model.addAttribute("versions", shown.versions());
        model.addAttribute("sheet", shown.sheet());
        model.addAttribute("faults", shown.faults());
        model.addAttribute("refused", shown.refused());
        model.addAttribute("facts", shown.facts());
        model.addAttribute("outcomes", drawOutcome.isOffered(key));
        boolean older = shown.line().running() > shown.line().version().running();
        model.addAttribute("moves", older && showMoves.isOffered(key));
        return "model/page";
    }

    /** What is different is told against the version in force, or against another one that is asked for. */
    @GetMapping("/models/{key}/versions/{version}")
    String version(
            @PathVariable String key,
            @PathVariable String version,
            @RequestParam(required = false) @Nullable String against,
            Model model,
            Locale locale) {
        return version(key, version, against, List.of(), "", model, locale);
    }

    /** Puts an older version, or the standard, on top again. */
    @PostMapping("/models/{key}/versions/{version}")
    String restore(
            @PathVariable String key,
            @PathVariable String version,
            @RequestParam(defaultValue = "") String comment,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response,
            Locale locale) {
        int now;
        try {
            now = version.equals(STANDARD)
                    ? deployModels.adoptStandard(key, comment)
                    : deployModels.restore(key, number(version), comment);
        } catch (DeploymentProposed waiting) {
            return proposed(waiting, redirect, locale);
        } catch (BusinessRuleViolation refusal) {
            if (refusal.kind() == Kind.NOT_FOUND) {
                throw refusal;
            }
            response.setStatus(status(refusal));
            List<String> sentences =
                    List.copyOf(fieldMessages.of(refusal, locale).values());
            return version(key, version, null, sentences, comment, model, locale);
        }
        if (version.equals(STANDARD)) {
            toasts.afterRedirect(redirect, locale, "models.standard.adopted", now);
        } else {
            toasts.afterRedirect(redirect, locale, "models.back.done", number(version), now);
        }
        redirect.addAttribute("key", key);
        return "redirect:/models/{key}";
    }

    /** The model with its forms and the Modeler's templates. */
    @GetMapping("/models/{key}.zip")
    ResponseEntity<byte[]> download(@PathVariable String key, Locale locale) {
        return zip(downloadModel.zip(key, null, locale), key);
    }

    @GetMapping("/models/{key}/versions/{version}.zip")
    ResponseEntity<byte[]> download(@PathVariable String key, @PathVariable String version, Locale locale) {
        return zip(downloadModel.zip(key, number(version), locale), key + "-" + version);
    }

    private String version(
            String key,
            String version,
            @Nullable String against,
            List<String> refusals,
            String comment,
            Model model,
            Locale locale) {
        boolean standard = version.equals(STANDARD);
        Integer base = against == null ? null : Integer.valueOf(number(against));
        ShownVersion shown = standard
                ? showModels.showStandard(key, base, locale)
                : showModels.show(key, number(version), base, locale);
        model.addAttribute("numbers", shown.numbers());
        model.addAttribute("line", shown.line());
        model.addAttribute("version", shown.version());
        model.addAttribute("sheet", shown.sheet());
        model.addAttribute(
                "rehearsals",
                shown.version() == null
                        ? List.of()
                        : showRehearsal.of(key, shown.version().number()));
        model.addAttribute("path", version);
        model.addAttribute("refusals", refusals);
        model.addAttribute("comment", comment);
        model.addAttribute("fourEyes", fourEyes.areWanted());
        return "model/version";
    }

    /** To where it waits for a second person. */
    String proposed(DeploymentProposed waiting, RedirectAttributes redirect, Locale locale) {
        toasts.afterRedirect(redirect, locale, "models.proposal.made");
        redirect.addAttribute("id", waiting.proposal());
        return "redirect:/models/proposals/{id}";
    }

    /** A conflict is another deployment that is just being checked. */
    static int status(BusinessRuleViolation refusal) {
        return (refusal.kind() == Kind.CONFLICT ? HttpStatus.CONFLICT : HttpStatus.UNPROCESSABLE_CONTENT).value();
    }

    static int number(@Nullable String version) {
        if (version == null || !NUMBER.matcher(version).matches()) {
            throw BusinessRuleViolation.notFound("version");
        }
        return Integer.parseInt(version);
    }

    private static ResponseEntity<byte[]> zip(byte[] content, String name) {
        ContentDisposition file = ContentDisposition.attachment()
                .filename(name + ".zip", StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
                .body(content);
    }
}
