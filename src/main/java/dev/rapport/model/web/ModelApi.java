package dev.rapport.model.web;

import dev.rapport.engine.DeploymentProposed;
import dev.rapport.model.DeployModels;
import dev.rapport.model.ModelFile;
import dev.rapport.model.ShowModels;
import dev.rapport.model.ShowModels.Line;
import dev.rapport.model.ShowModels.Version;
import dev.rapport.model.check.CheckModels;
import dev.rapport.model.check.FindingSentences;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.web.Created;
import dev.rapport.web.Idempotency;
import dev.rapport.web.MayWait;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Models and forms over the API. */
@RestController
@RequestMapping("/api/models")
class ModelApi {

    /**
     * A process or form.
     *
     * @param kind process or form
     * @param version in force
     * @param state standard, adapted, new-standard, or own when Rapport ships none
     * @param running items in every version
     * @param faults what does not work in the version in force or in one that has running items
     */
    @RecordBuilder
    record ModelAnswer(
            String key,
            String kind,
            String name,
            String resource,
            int version,
            OffsetDateTime deployedAt,
            @Nullable String deployedBy,
            @Nullable String comment,
            @Nullable String source,
            String state,
            long running,
            long faults) {}

    /**
     * One version of it.
     *
     * @param approvedBy the second person; null where none was needed
     */
    @RecordBuilder
    record VersionAnswer(
            int version,
            String resource,
            OffsetDateTime deployedAt,
            @Nullable String deployedBy,
            @Nullable String approvedBy,
            @Nullable String comment,
            @Nullable String source,
            boolean inForce,
            long running) {}

    /** All of them. */
    record Models(List<ModelAnswer> items) {}

    /** All versions, the newest first. */
    record Versions(List<VersionAnswer> items) {}

    /**
     * What was found.
     *
     * @param severity error or warning
     */
    record FindingAnswer(
            @Nullable String resource, @Nullable String element, String severity, String code, String message) {}

    /** Everything that was found. */
    record Findings(List<FindingAnswer> findings) {}

    /** Why an older version is to be in force again. */
    record RestoreBody(@Nullable String comment) {}

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,8}");

    private final ShowModels showModels;
    private final CheckModels checkModels;
    private final DeployModels deployModels;
    private final FindingSentences sentences;
    private final Idempotency idempotency;
    private final BusinessTime time;

    ModelApi(
            ShowModels showModels,
            CheckModels checkModels,
            DeployModels deployModels,
            FindingSentences sentences,
            Idempotency idempotency,
            BusinessTime time) {
        this.showModels = showModels;
        this.checkModels = checkModels;
        this.deployModels = deployModels;
        this.sentences = sentences;
        this.idempotency = idempotency;
        this.time = time;
    }

    @GetMapping
    Models all(Locale locale) {
        return new Models(showModels.all(locale).stream().map(this::answer).toList());
    }

    @GetMapping("/{key}/versions")
    Versions versions(@PathVariable String key) {
        return new Versions(showModels.versions(key).stream().map(this::answer).toList());
    }

    /** Takes files as a deployment does, under whatever names; nothing is deployed. */
    @PostMapping(path = "/check", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    Findings check(@RequestParam MultiValueMap<String, MultipartFile> files, Locale locale) {
        List<ModelFile> sent = Uploads.of(files);
        if (sent.isEmpty()) {
            throw BusinessRuleViolation.invalid("files", "required");
        }
        return new Findings(checkModels.check(ModelFile.contents(sent)).stream()
                .map(finding -> new FindingAnswer(
                        finding.resource(),
                        finding.element(),
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.code(),
                        sentences.of(finding, locale)))
                .toList());
    }

    /** Where a second person has to approve it, 202 says where it waits. */
    @MayWait
    @PostMapping("/{key}/versions/{version}/restore")
    ResponseEntity<VersionAnswer> restore(
            @PathVariable String key,
            @PathVariable String version,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody RestoreBody body) {
        if (!NUMBER.matcher(version).matches()) {
            throw BusinessRuleViolation.notFound("version");
        }
        try {
            return idempotency.once(idempotencyKey, body, VersionAnswer.class, () -> {
                deployModels.restore(key, Integer.parseInt(version), body.comment());
                return new Created<>(
                        "/api/models/" + key + "/versions",
                        answer(showModels.versions(key).get(0)));
            });
        } catch (DeploymentProposed waiting) {
            // sent again it leads to the same proposal
            return ResponseEntity.accepted()
                    .location(URI.create("/api/models/proposals/" + waiting.proposal()))
                    .build();
        }
    }

    private ModelAnswer answer(Line line) {
        Version now = line.version();
        return ModelApiModelAnswerBuilder.builder()
                .key(line.key())
                .kind(line.kind())
                .name(line.title())
                .resource(now.file())
                .version(now.number())
                .deployedAt(time.local(now.at()))
                .deployedBy(now.by())
                .comment(now.comment())
                .source(now.source())
                .state(line.state())
                .running(line.running())
                .faults(line.faults())
                .build();
    }

    private VersionAnswer answer(Version version) {
        return ModelApiVersionAnswerBuilder.builder()
                .version(version.number())
                .resource(version.file())
                .deployedAt(time.local(version.at()))
                .deployedBy(version.by())
                .approvedBy(version.approvedBy())
                .comment(version.comment())
                .source(version.source())
                .inForce(version.inForce())
                .running(version.running())
                .build();
    }
}
