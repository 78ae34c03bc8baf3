package dev.rapport.model;

import dev.rapport.engine.DeploymentCheck;
import dev.rapport.engine.DeploymentProposed;
import dev.rapport.model.check.CheckModels;
import dev.rapport.model.check.Finding;
import dev.rapport.model.check.FindingSentences;
import dev.rapport.shared.BaseUrl;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Sentences;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Decides what may be deployed: models and forms made of what {@link CheckModels} lets pass (rule 36), and, where {@link FourEyes}
 * are wanted (rule 37), nothing that a second person has not approved; it waits as a proposal then. What is refused is answered
 * with a sentence that names the element; the Modeler shows it and marks the element.
 */
@Component
class DeploymentGuard implements DeploymentCheck {

    /** So many findings fit an answer that a person reads. */
    private static final int MOST = 50;

    /** The engine's columns for what was said about a deployment. */
    private static final int LONGEST = 255;

    private static final ThreadLocal<Boolean> SEEDING = ThreadLocal.withInitial(() -> false);

    private static final ThreadLocal<@Nullable Approval> APPROVAL = new ThreadLocal<>();

    private final CheckModels checkModels;
    private final FindingSentences sentences;
    private final RecordDeployment record;
    private final FourEyes fourEyes;
    private final ObjectProvider<Proposals> proposals;
    private final Sentences texts;
    private final BaseUrl baseUrl;
    private final CurrentUser currentUser;
    private final Set<String> shipped = ConcurrentHashMap.newKeySet();

    DeploymentGuard(
            CheckModels checkModels,
            FindingSentences sentences,
            RecordDeployment record,
            FourEyes fourEyes,
            ObjectProvider<Proposals> proposals,
            Sentences texts,
            BaseUrl baseUrl,
            CurrentUser currentUser) {
        this.checkModels = checkModels;
        this.sentences = sentences;
        this.record = record;
        this.fourEyes = fourEyes;
        this.proposals = proposals;
        this.texts = texts;
        this.baseUrl = baseUrl;
        this.currentUser = currentUser;
    }

    /** Lets Rapport deploy its own at a start, when there is nobody who could approve it. */
    void seeding(Runnable work) {
        SEEDING.set(true);
        try {
            work.run();
        } finally {
            SEEDING.remove();
        }
    }

    /** Lets pass what a second person has approved, and nothing else. */
    <T> T carryingOut(Approval approval, Supplier<T> work) {
        APPROVAL.set(approval);
        try {
            return work.get();
        } finally {
            APPROVAL.remove();
        }
    }

    /** Lets a file pass that ships with Rapport, to the byte: the build has checked it. */
    void trust(Standard standard) {
        shipped.add(digest(standard.bytes()));
    }

    @Override
    public void check(Candidate candidate) {
        Approval approval = APPROVAL.get();
        if (approval != null) {
            if (!approval.isFor(candidate.resources())) {
                throw new IllegalStateException("Approved was something else");
            }
            approval.stillSo().run();
            record.record(candidate, findings(candidate), approval.proposer(), approval.approver());
            return;
        }
        List<Finding> findings = findings(candidate);
        if (fourEyes.areWanted() && !SEEDING.get()) {
            throw propose(candidate, findings);
        }
        record.record(candidate, findings);
    }

    /** Refuses for any error; returns the warnings. */
    private List<Finding> findings(Candidate candidate) {
        boolean ours = ModelVersions.SOURCE.equals(candidate.source());
        if (ours && candidate.resources().values().stream().allMatch(content -> shipped.contains(digest(content)))) {
            return List.of();
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
        return findings;
    }

    private DeploymentProposed propose(Candidate candidate, List<Finding> findings) {
        Locale locale = readersLocale();
        FieldChecks checks = new FieldChecks();
        checks.optionalLine("comment", candidate.name(), LONGEST);
        checks.optionalLine("source", candidate.source(), LONGEST);
        if (!checks.errors().isEmpty()) {
            BusinessRuleViolation refusal = BusinessRuleViolation.invalid(checks.errors());
            throw refusal.saying(texts.of(refusal, locale));
        }
        Long id = proposals
                .getObject()
                .propose(ProposalsWishBuilder.builder()
                        .by(currentUser.id())
                        .reader(locale)
                        .comment(candidate.name())
                        .source(candidate.source())
                        .files(candidate.resources().entrySet().stream()
                                .map(resource -> new ModelFile(resource.getKey(), resource.getValue()))
                                .toList())
                        .warnings(findings)
                        .build());
        String address = baseUrl.of("/models/proposals/" + id);
        return new DeploymentProposed(
                id, address, texts.text("models.proposal.waits", locale, String.valueOf(id), address));
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
