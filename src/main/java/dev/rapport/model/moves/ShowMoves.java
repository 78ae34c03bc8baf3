package dev.rapport.model.moves;

import dev.rapport.engine.MoveInstances;
import dev.rapport.engine.MoveInstances.Obstacle;
import dev.rapport.engine.PastItems;
import dev.rapport.model.moves.ModelMove.Item;
import dev.rapport.model.moves.MoveStore.Alike;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.Cursor;
import dev.rapport.shared.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What could be moved to the newest version of a model, and how far orders to do so are. */
@Service
public class ShowMoves {

    private static final int LATEST = 10;

    /**
     * The newest version of a model.
     *
     * @param definition as the engine names it
     */
    public record Newest(String process, int version, String definition) {}

    /**
     * What would become of what runs.
     *
     * @param version the newest one
     */
    public record DryRun(String process, int version, List<Older> older) {

        public int total() {
            return older.stream().mapToInt(Older::total).sum();
        }

        public int movable() {
            return older.stream().mapToInt(Older::movable).sum();
        }
    }

    /** What runs in one older version. */
    public record Older(int version, List<Waiting> waiting) {

        public int total() {
            return waiting.stream().mapToInt(Waiting::number).sum();
        }

        public int movable() {
            return waiting.stream()
                    .filter(each -> each.obstacle() == null)
                    .mapToInt(Waiting::number)
                    .sum();
        }
    }

    /**
     * Some that wait at the same.
     *
     * @param steps at which they wait, as drawn
     * @param obstacle what prevents that they are moved; null where nothing does
     */
    public record Waiting(
            List<String> steps, int number, @Nullable Obstacle obstacle) {}

    private record Kind(
            int version, List<String> steps, @Nullable Obstacle obstacle) {}

    private final MoveStore store;
    private final MoveInstances moveInstances;
    private final MissingValues missingValues;
    private final List<PastItems> items;
    private final RepositoryService repositoryService;

    ShowMoves(
            MoveStore store,
            MoveInstances moveInstances,
            MissingValues missingValues,
            List<PastItems> items,
            RepositoryService repositoryService) {
        this.store = store;
        this.moveInstances = moveInstances;
        this.missingValues = missingValues;
        this.items = items;
        this.repositoryService = repositoryService;
    }

    /**
     * Whether what runs in a model are items that somebody may want to move. Reminders are none: a timer of theirs that has fired
     * would begin again.
     */
    public boolean isOffered(String key) {
        return items.stream().anyMatch(kind -> kind.process().equals(key));
    }

    /** The newest version of a model of items. */
    @Transactional(readOnly = true)
    public Optional<Newest> newest(String key) {
        if (!isOffered(key)) {
            return Optional.empty();
        }
        ProcessDefinition newest = repositoryService
                .createProcessDefinitionQuery()
                .processDefinitionKey(key)
                .withoutTenantId()
                .latestVersion()
                .singleResult();
        return Optional.ofNullable(newest).map(found -> new Newest(key, found.getVersion(), found.getId()));
    }

    /**
     * Asks of one of those that are alike whether it could be moved; nothing is moved.
     *
     * Not in one transaction: one that ends meanwhile would doom it.
     *
     * @throws BusinessRuleViolation not-found where it is no model of items
     */
    public DryRun dryRun(String key) {
        Newest newest = newest(key).orElseThrow(() -> BusinessRuleViolation.notFound("process"));
        Map<Kind, Integer> numbers = new LinkedHashMap<>();
        for (Alike alike : store.alike(key, newest.version())) {
            Obstacle obstacle = obstacle(alike, newest);
            numbers.merge(
                    new Kind(alike.version(), moveInstances.names(alike.definition(), alike.here()), obstacle),
                    alike.number(),
                    Integer::sum);
        }
        Map<Integer, Older> older = new LinkedHashMap<>();
        numbers.forEach((kind, number) -> older.computeIfAbsent(
                        kind.version(), version -> new Older(version, new ArrayList<>()))
                .waiting()
                .add(new Waiting(kind.steps(), number, kind.obstacle())));
        return new DryRun(key, newest.version(), List.copyOf(older.values()));
    }

    /** One that has ended since it was counted is prevented by nothing. */
    private @Nullable Obstacle obstacle(Alike alike, Newest newest) {
        try {
            return moveInstances
                    .obstacle(alike.sample(), newest.definition())
                    .or(() -> missingValues.of(
                            alike.sample(), Set.copyOf(alike.here()), newest.process(), newest.definition()))
                    .orElse(null);
        } catch (OptimisticLockingException ended) {
            return null;
        }
    }

    /**
     * One order.
     *
     * @throws BusinessRuleViolation not-found
     */
    @Transactional(readOnly = true)
    public ModelMove show(Long id) {
        return store.find(id).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
    }

    /** The latest orders of one model. */
    @Transactional(readOnly = true)
    public List<ModelMove> latest(String process) {
        return store.latest(process, LATEST);
    }

    /**
     * Items of an order that had their turn, in order.
     *
     * @param keptOnly only those that stay as they are
     * @param after opaque, of the page before
     */
    @Transactional(readOnly = true)
    public Page<Item> items(ModelMove move, boolean keptOnly, @Nullable String after, int size) {
        Cursor cursor = Cursor.parse(after, 1);
        long turn = cursor == null ? 0 : cursor.number(0);
        return Page.of(store.items(move.id(), keptOnly, turn, size + 1), size, item -> Cursor.of(item.turn()));
    }
}
