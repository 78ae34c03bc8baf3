package dev.rapport.model;

import dev.rapport.engine.ItemFacts;
import dev.rapport.engine.ModelFault;
import dev.rapport.engine.ModelFaults;
import dev.rapport.engine.RuleRefusals;
import dev.rapport.model.DeployedModels.Count;
import dev.rapport.model.DeployedModels.Deployed;
import dev.rapport.model.ModelVersions.ModelVersion;
import dev.rapport.model.ModelVersions.State;
import dev.rapport.model.ReadSheet.Base;
import dev.rapport.model.check.Finding;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.ColleagueNames;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which models, forms and decision tables there are, which version of each is in force, and what is in it. */
@Service
@Transactional(readOnly = true)
public class ShowModels {

    /**
     * One model, form or decision table.
     *
     * @param kind process, form or decision
     * @param version in force
     * @param state standard, adapted, new-standard, or own when Rapport ships none
     * @param running items in every version
     * @param faults what does not work in the version in force or in one that has running items
     */
    public record Line(
            String kind, String key, String title, Version version, String state, long running, long faults) {

        public boolean isProcess() {
            return kind.equals("process");
        }

        public boolean isNewStandard() {
            return state.equals("new-standard");
        }
    }

    /**
     * One version.
     *
     * @param by name of who deployed it; null when nobody knows
     * @param approvedBy name of the second person who approved it; null where none was needed
     * @param comment null when there is none
     * @param source where it came from: rapport, upload, restore, or what a program calls itself
     */
    @RecordBuilder
    public record Version(
            int number,
            String file,
            Instant at,
            @Nullable String by,
            @Nullable String approvedBy,
            @Nullable String comment,
            @Nullable String source,
            boolean inForce,
            long running) {}

    /** One model or form with everything there is to it. */
    public record Shown(
            Line line,
            List<Version> versions,
            ModelSheet sheet,
            List<ModelFault> faults,
            List<RuleRefusals.Tally> refused,
            List<Fact> facts) {}

    /**
     * Something that the model's conditions can ask for.
     *
     * @param name as they write it
     * @param code the message {@code model.fact.<code>} says what it is
     * @param values all it can be; empty where there is no end of them
     */
    public record Fact(String name, String code, List<String> values) {}

    /**
     * One version of it, or the standard.
     *
     * @param numbers of all versions, the newest first
     */
    public record ShownVersion(Line line, @Nullable Version version, ModelSheet sheet, List<Integer> numbers) {}

    /** What is in a file of a draft. */
    public record Drafted(@Nullable Line line, String title, ModelSheet sheet) {}

    private final ModelVersions versions;
    private final DeployedModels deployed;
    private final Standards standards;
    private final ReadSheet readSheet;
    private final ModelTitles titles;
    private final ColleagueNames names;
    private final ModelFaults modelFaults;
    private final RuleRefusals refusals;
    private final List<ItemFacts> items;

    ShowModels(
            ModelVersions versions,
            DeployedModels deployed,
            Standards standards,
            ReadSheet readSheet,
            ModelTitles titles,
            ColleagueNames names,
            ModelFaults modelFaults,
            RuleRefusals refusals,
            List<ItemFacts> items) {
        this.versions = versions;
        this.deployed = deployed;
        this.standards = standards;
        this.readSheet = readSheet;
        this.titles = titles;
        this.names = names;
        this.modelFaults = modelFaults;
        this.refusals = refusals;
        this.items = items;
    }

    /** Processes before everything else, those that ship with Rapport before others. */
    public List<Line> all(Locale locale) {
        Counts counts = new Counts();
        return versions.all().stream()
                .map(version -> line(version, counts, locale))
                .sorted(Comparator.comparing(Line::isProcess)
                        .reversed()
                        .thenComparing(line -> ModelTitles.place(line.key()))
                        .thenComparing(Line::title))
                .toList();
    }

    /** All versions of one, the newest first. */
    public List<Version> versions(String key) {
        Counts counts = new Counts();
        List<Deployed> all = require(key);
        return all.stream()
                .map(version -> version(version, isInForce(version, all), counts))
                .toList();
    }

    public Shown show(String key, Locale locale) {
        Counts counts = new Counts();
        List<Deployed> all = require(key);
        Deployed now = all.get(0);
        return new Shown(
                line(new ModelVersion(now, versions.state(now)), counts, locale),
                all.stream()
                        .map(version -> version(version, isInForce(version, all), counts))
                        .toList(),
                counted(now, readSheet.of(deployed.file(now), now.warnings(), null, locale), counts),
                counts.faults.stream()
                        .filter(fault -> now.kind() == Standard.Kind.PROCESS
                                && fault.process().equals(key))
                        .toList(),
                now.kind() == Standard.Kind.PROCESS ? refusals.of(key) : List.of(),
                now.kind() == Standard.Kind.PROCESS ? facts(key) : List.of());
    }

    private List<Fact> facts(String process) {
        return items.stream()
                .filter(item -> item.process().equals(process))
                .flatMap(item -> item.facts().stream()
                        .map(fact -> new Fact(item.name(fact), fact.name(), List.copyOf(fact.values()))))
                .toList();
    }

    /**
     * A version, and what is different from another one.
     *
     * @param against the other one's number; null for the one in force
     */
    public ShownVersion show(String key, int number, @Nullable Integer against, Locale locale) {
        Counts counts = new Counts();
        List<Deployed> all = require(key);
        Deployed version = find(all, number);
        return new ShownVersion(
                line(new ModelVersion(all.get(0), versions.state(all.get(0))), counts, locale),
                version(version, isInForce(version, all), counts),
                counted(
                        version,
                        readSheet.of(deployed.file(version), version.warnings(), base(all, against, number), locale),
                        counts),
                numbers(all));
    }

    /** The standard that this version of Rapport brings along, and what is different from what is in force, or from another version. */
    public ShownVersion showStandard(String key, @Nullable Integer against, Locale locale) {
        List<Deployed> all = require(key);
        Deployed now = all.get(0);
        Standard standard = standards.of(now.kind(), key).orElseThrow(() -> BusinessRuleViolation.notFound("version"));
        return new ShownVersion(
                line(new ModelVersion(now, versions.state(now)), new Counts(), locale),
                null,
                readSheet.of(standard.file(), List.of(), base(all, against, 0), locale),
                numbers(all));
    }

    private @Nullable Base base(List<Deployed> all, @Nullable Integer against, int shown) {
        Deployed base = against == null ? all.get(0) : find(all, against);
        return base.version() == shown ? null : new Base(base.version(), deployed.file(base));
    }

    private static Deployed find(List<Deployed> all, int number) {
        return all.stream()
                .filter(each -> each.version() == number)
                .findFirst()
                .orElseThrow(() -> BusinessRuleViolation.notFound("version"));
    }

    private static List<Integer> numbers(List<Deployed> all) {
        return all.stream().map(Deployed::version).toList();
    }

    /** A file that is not deployed, held against what it would replace. */
    public Drafted show(ModelFile file, List<Finding> findings, Locale locale) {
        Optional<Deployed> now = file.keys().stream()
                .flatMap(key -> deployed.inForce(file.kind(), key).stream())
                .findFirst();
        Counts counts = new Counts();
        Line line = now.map(version -> line(new ModelVersion(version, versions.state(version)), counts, locale))
                .orElse(null);
        return new Drafted(
                line,
                line != null
                        ? line.title()
                        : file.keys().isEmpty() ? file.name() : file.keys().get(0),
                readSheet.of(
                        file,
                        findings,
                        now.map(version -> new Base(version.version(), deployed.file(version)))
                                .orElse(null),
                        locale));
    }

    private List<Deployed> require(String key) {
        List<Deployed> all = deployed.versions(key);
        if (all.isEmpty()) {
            throw BusinessRuleViolation.notFound("key");
        }
        return all;
    }

    private ModelSheet counted(Deployed version, ModelSheet sheet, Counts counts) {
        if (version.kind() != Standard.Kind.PROCESS) {
            return sheet;
        }
        Map<String, Long> waiting = deployed.waiting(version);
        return sheet.with(sheet.steps().stream()
                .map(step -> step.with(
                        waiting.getOrDefault(step.element(), 0L),
                        counts.faults.stream()
                                .filter(fault -> fault.definition().equals(version.id())
                                        && fault.element().equals(step.element()))
                                .mapToLong(ModelFault::count)
                                .sum()))
                .toList());
    }

    private Line line(ModelVersion version, Counts counts, Locale locale) {
        Deployed now = version.deployed();
        return new Line(
                now.kind().name().toLowerCase(Locale.ROOT),
                now.key(),
                titles.of(now.key(), now.name(), locale),
                version(now, true, counts),
                name(version.state()),
                counts.of(now.key(), counts.running),
                counts.faults.stream()
                        .filter(fault -> now.kind() == Standard.Kind.PROCESS
                                && fault.process().equals(now.key()))
                        .count());
    }

    private Version version(Deployed version, boolean inForce, Counts counts) {
        // the seeder's deployments all have the same name, which says nothing
        boolean seeded = version.isRapports() && version.deployedBy() == null;
        return ShowModelsVersionBuilder.builder()
                .number(version.version())
                .file(version.resource())
                .at(version.deployedAt())
                .by(seeded ? SeedModels.DEPLOYMENT : counts.name(version.deployedBy()))
                .approvedBy(counts.name(version.approvedBy()))
                .comment(seeded ? null : version.comment())
                .source(version.source())
                .inForce(inForce)
                .running(counts.of(version.key(), version.version(), counts.running))
                .build();
    }

    private static boolean isInForce(Deployed version, List<Deployed> all) {
        return version.version() == all.get(0).version();
    }

    private static String name(State state) {
        return switch (state) {
            case STANDARD, OTHER_STANDARD -> "standard";
            case ADAPTED -> "adapted";
            case ADAPTED_NEW_STANDARD -> "new-standard";
            case OWN -> "own";
        };
    }

    /** What is counted once for everything that is shown. */
    private final class Counts {

        private final List<Count> running = deployed.running();
        private final List<ModelFault> faults = modelFaults.open();
        private final Map<String, String> known = new HashMap<>();

        private long of(String key, List<Count> counts) {
            return counts.stream()
                    .filter(count -> count.key().equals(key))
                    .mapToLong(Count::number)
                    .sum();
        }

        private long of(String key, int version, List<Count> counts) {
            return counts.stream()
                    .filter(count -> count.key().equals(key) && count.version() == version)
                    .mapToLong(Count::number)
                    .sum();
        }

        private @Nullable String name(@Nullable String login) {
            return login == null ? null : known.computeIfAbsent(login, names::of);
        }
    }
}
