package dev.rapport.model;

import dev.rapport.engine.DeploymentCheck;
import dev.rapport.engine.ModelSteps;
import dev.rapport.model.Finding.Severity;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.RepositoryService;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Decides what may be deployed: models and forms made of what {@link BpmnAllowlist} and {@link FormCheck} name. What is
 * refused is answered with a sentence that names the element; the Modeler shows it and marks the element.
 */
@Component
class DeploymentGuard implements DeploymentCheck {

    private static final int LARGEST = 1024 * 1024;

    private static final Pattern FILE = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,200}\\.(bpmn|form)");

    private final ObjectProvider<RepositoryService> repositoryService;
    private final ModelSteps steps;
    private final FindingSentences sentences;
    private final RecordDeployment record;
    private final Set<String> shipped = ConcurrentHashMap.newKeySet();

    DeploymentGuard(
            ObjectProvider<RepositoryService> repositoryService,
            ModelSteps steps,
            FindingSentences sentences,
            RecordDeployment record) {
        this.repositoryService = repositoryService;
        this.steps = steps;
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
            refuse("", List.of(Finding.of(null, ModelVersions.SOURCE, "source")));
        }
        if (candidate.tenantId() != null) {
            refuse("", List.of(Finding.of(null, candidate.tenantId(), "tenant")));
        }
        List<Finding> findings = findings(candidate.resources());
        for (String resource : candidate.resources().keySet()) {
            List<Finding> errors = findings.stream()
                    .filter(finding -> finding.severity() == Severity.ERROR && resource.equals(finding.resource()))
                    .toList();
            if (!errors.isEmpty()) {
                refuse(resource, errors);
            }
        }
        record.record(candidate, findings);
    }

    /** What is to be said about files that are deployed together. */
    List<Finding> findings(Map<String, byte[]> resources) {
        Set<String> deployedAlong = new HashSet<>();
        resources.forEach((name, content) -> {
            if (name.endsWith(".bpmn")) {
                deployedAlong.addAll(BpmnCheck.processIds(content));
            }
        });
        return resources.entrySet().stream()
                .flatMap(resource -> findings(resource.getKey(), resource.getValue(), deployedAlong).stream()
                        .map(finding -> finding.in(resource.getKey())))
                .toList();
    }

    private List<Finding> findings(String name, byte[] content, Set<String> deployedAlong) {
        if (!FILE.matcher(name).matches()) {
            return List.of(Finding.of(null, name, "file"));
        }
        if (content.length > LARGEST) {
            return List.of(Finding.of(null, name, "too-large"));
        }
        if (name.endsWith(".form")) {
            return new FormCheck().check(name, content);
        }
        return new BpmnCheck(
                        steps::exists,
                        String.join(", ", steps.names()),
                        key -> deployedAlong.contains(key) || isDeployed(key))
                .check(name, content);
    }

    private boolean isDeployed(String processKey) {
        return repositoryService
                        .getObject()
                        .createProcessDefinitionQuery()
                        .processDefinitionKey(processKey)
                        .count()
                > 0;
    }

    private void refuse(String resource, List<Finding> findings) {
        Locale locale = readersLocale();
        List<Problem> problems = findings.stream()
                .limit(20)
                .<Problem>map(finding -> new Refusal(sentences.of(finding, locale), finding.element()))
                .toList();
        throw new ParseException(
                problems.stream().map(Problem::getMessage).collect(Collectors.joining("\n")),
                resource,
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
