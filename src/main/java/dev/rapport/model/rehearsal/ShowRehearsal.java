package dev.rapport.model.rehearsal;

import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.ModelledOutcomes;
import dev.rapport.engine.Passage.Passed;
import dev.rapport.engine.PastItems;
import dev.rapport.engine.PastItems.Effect;
import dev.rapport.model.rehearsal.Rehearsal.Alike;
import dev.rapport.model.rehearsal.Rehearsal.Line;
import dev.rapport.model.rehearsal.RehearsalStore.Drawings;
import dev.rapport.model.rehearsal.RehearsalStore.Lives;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.ModelNames;
import dev.rapport.shared.Page;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What rehearsals there are, how far they are and what they have found. */
@Service
public class ShowRehearsal {

    /**
     * What somebody can choose from who wants to rehearse one kind of item.
     *
     * @param types names of contact types by code; none where items have none
     * @param outcomes names of outcomes by code, as the model in force offers them
     */
    public record Offer(String process, Map<String, String> types, Map<String, String> outcomes) {}

    /**
     * One life of an item.
     *
     * @param xml the drawing; null where there is none
     * @param walked elements and flows on its way, by their ids
     * @param refusedAt id of the element that refused, or at which it broke; null where none did
     * @param refusal the sentence
     * @param steps labels of what was done, in order
     * @param waits names of the tasks at which it waits
     */
    public record Way(
            @Nullable String xml,
            Set<String> walked,
            @Nullable String refusedAt,
            @Nullable String refusal,
            List<String> steps,
            List<String> waits,
            Map<String, String> standing,
            List<Effect> effects) {}

    /** An item in both models; without ways where it lived the same in both. */
    public record Compared(
            Line line, @Nullable Way before, @Nullable Way now) {}

    private final RehearsalStore store;
    private final List<PastItems> items;
    private final List<Lifecycle> lifecycles;
    private final ModelledOutcomes outcomes;
    private final RepositoryService repositoryService;
    private final ModelNames names;

    ShowRehearsal(
            RehearsalStore store,
            List<PastItems> items,
            List<Lifecycle> lifecycles,
            ModelledOutcomes outcomes,
            RepositoryService repositoryService,
            ModelNames names) {
        this.store = store;
        this.items = items;
        this.lifecycles = lifecycles;
        this.outcomes = outcomes;
        this.repositoryService = repositoryService;
        this.names = names;
    }

    /**
     * On what files can be rehearsed.
     *
     * @param keys of the processes, forms and tables among them; those that are about no kind of item may be used by all
     */
    public List<Offer> offers(List<String> keys, Locale reader) {
        List<PastItems> named =
                items.stream().filter(kind -> keys.contains(kind.process())).toList();
        boolean process = keys.stream()
                .anyMatch(key -> lifecycles.stream()
                        .anyMatch(lifecycle -> lifecycle.process().equals(key)));
        return (named.isEmpty() && !process ? items : named)
                .stream()
                        .map(kind -> new Offer(kind.process(), kind.types(reader), outcomes(kind.process(), reader)))
                        .toList();
    }

    private Map<String, String> outcomes(String process, Locale reader) {
        Map<String, String> offered = new LinkedHashMap<>();
        String newest = repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey(process)
                .withoutTenantId()
                .latestVersion()
                .singleResult()
                .getId();
        lifecycles.stream()
                .filter(lifecycle -> lifecycle.process().equals(process))
                .map(Lifecycle::work)
                .filter(Objects::nonNull)
                .flatMap(work -> outcomes.offered(newest, work.task()).stream())
                .forEach(outcome ->
                        offered.put(outcome.code(), names.of(outcome.named().in(reader), reader)));
        return offered;
    }

    /** Names of all contact types by code. */
    public Map<String, String> types(Locale reader) {
        Map<String, String> types = new LinkedHashMap<>();
        items.forEach(kind -> types.putAll(kind.types(reader)));
        return types;
    }

    /**
     * One of them.
     *
     * @throws BusinessRuleViolation not-found
     */
    public Rehearsal show(Long id) {
        return store.find(id).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
    }

    public List<Rehearsal> latest() {
        return store.latest();
    }

    /** Those of some files, by their digest; the newest first. */
    public List<Rehearsal> ofFiles(String digest) {
        return store.ofFiles(digest);
    }

    /** Those of the files of a deployed version. */
    public List<Rehearsal> of(String process, int version) {
        return store.of(process, version);
    }

    /** What became of the items: what is most important first, and of that what became of most of them. */
    public List<Alike> groups(Long id, Locale reader) {
        return store.groups(id, reader).stream()
                .sorted(Comparator.comparing(Alike::verdict)
                        .thenComparing(Comparator.comparing(Alike::number).reversed())
                        .thenComparing(Alike::first))
                .toList();
    }

    /** The first items of each of the groups. */
    public Map<Alike, Page<Line>> firstLines(Long id, List<Alike> groups, int size, Locale reader) {
        List<Line> lines = store.firstLines(id, size, reader);
        Map<Alike, Page<Line>> first = new LinkedHashMap<>();
        for (Alike group : groups) {
            List<Line> own = lines.stream()
                    .filter(line ->
                            line.verdict() == group.verdict() && line.said().equals(group.said()))
                    .toList();
            first.put(group, Page.of(own, size, line -> Cursor.of(line.turn())));
        }
        return first;
    }

    /**
     * Items in the order of their turns.
     *
     * @param like turn of one: only those of which the same became; null for all
     */
    public Page<Line> lines(Long id, @Nullable Long like, @Nullable String after, int size, Locale reader) {
        return store.lines(id, like, after, size, reader);
    }

    /**
     * One item in both models.
     *
     * @throws BusinessRuleViolation not-found
     */
    public Compared compare(Long id, long turn, Locale reader) {
        Line line = store.line(id, turn, reader).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        Lives lives = store.lives(id, turn);
        Drawings drawings = store.drawings(id);
        return new Compared(
                line, way(lives.before(), drawings.before(), reader), way(lives.now(), drawings.now(), reader));
    }

    private @Nullable Way way(@Nullable Life life, @Nullable String xml, Locale reader) {
        if (life == null) {
            return null;
        }
        Set<String> walked = new LinkedHashSet<>();
        life.passed().stream().map(Passed::element).forEach(walked::add);
        Life.Place at = life.refused() == null ? life.failed() : life.refused().place();
        return new Way(
                xml,
                walked,
                at == null ? null : at.element(),
                life.refused() == null ? null : life.refused().in(reader),
                named(life.steps(), reader),
                named(life.waits().stream().map(Life.Place::name).toList(), reader),
                life.standing(),
                life.effects());
    }

    private List<String> named(List<String> drawn, Locale reader) {
        return drawn.stream().map(name -> names.of(name, reader)).toList();
    }
}
