package dev.rapport.model;

import dev.rapport.engine.DeploymentCheck;
import dev.rapport.model.check.CheckModels;
import dev.rapport.model.check.Finding;
import dev.rapport.model.check.FindingSentences;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Decides what may be deployed: models and forms made of what {@link CheckModels} lets pass (rule 36). What is
 * refused is answered with a sentence that names the element; the Modeler shows it and marks the element.
 */
@Component
class DeploymentGuard implements DeploymentCheck {

    /** So many findings fit an answer that a person reads. */
    private static final int MOST = 50;

    private final CheckModels checkModels;
    private final FindingSentences sentences;
    private final RecordDeployment record;
    private final Set<String> shipped = ConcurrentHashMap.newKeySet();

    DeploymentGuard(CheckModels checkModels, FindingSentences sentences, RecordDeployment record) {
        this.checkModels = checkModels;
        this.sentences = sentences;
        this.record = record;
    }

    /** Lets a file pass that ships with Rapport, to the byte: the build has checked it. */
    void trust(Standard standard) {
        shipped.add(digest(standard.bytes()));
    }

    @Override
    public void check(Candidate candidate) {
        boolean ours = ModelVersions.SOURCE.equals(candidate.source());
        if (ours && candidate.resources().values().stream().allMatch(content -> shipped.contains(digest(content)))) {
            record.record(candidate, List.of());
            return;
        }
        if (ours) {
            refuse(List.of(Finding.error("", null, ModelVersions.SOURCE, "source")));
        }
        if (candidate.tenantId() != null) {
            refuse(List.of(Finding.error("", null, candidate.tenantId(), "tenant")));
        }
        List<Finding> findings = checkModels.check(candidate.resources());
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            refuse(errors);
        }
        record.record(candidate, findings);
    }

    /** The engine's API has room for one file: further ones are named in their sentences. */
    private void refuse(List<Finding> findings) {
        Locale locale = readersLocale();
        String resource = findings.get(0).resource();
        List<Problem> problems = findings.stream()
                .limit(MOST)
                .<Problem>map(finding -> new Refusal(
                        Objects.equals(resource, finding.resource())
                                ? sentences.of(finding, locale)
                                : finding.resource() + ": " + sentences.of(finding, locale),
                        finding.element()))
                .toList();
        throw new ParseException(
                problems.stream().map(Problem::getMessage).collect(Collectors.joining("\n")),
                String.valueOf(resource),
                problems,
                List.of());
    }

    /** The engine's REST API is no part of Spring MVC, which would know the locale; who names no language reads German. */
    private static Locale readersLocale() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                        && request.getRequest().getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null
                ? request.getRequest().getLocale()
                : Locale.GERMAN;
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** A finding as the engine reports parse errors; the Modeler marks the element by its id. */
    private record Refusal(String message, @Nullable String element) implements Problem {

        @Override
        public String getMessage() {
            return message;
        }

        @Override
        public int getLine() {
            return 0;
        }

        @Override
        public int getColumn() {
            return 0;
        }

        @Override
        public @Nullable String getMainElementId() {
            return element;
        }

        @Override
        public List<String> getElementIds() {
            return element == null ? List.of() : List.of(element);
        }
    }
}
