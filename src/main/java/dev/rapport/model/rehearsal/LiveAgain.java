package dev.rapport.model.rehearsal;

import dev.rapport.engine.Lifecycle;
import dev.rapport.engine.Passage;
import dev.rapport.engine.PastItems;
import dev.rapport.engine.PastItems.Effect;
import dev.rapport.engine.PastItems.Past;
import dev.rapport.engine.Steps;
import dev.rapport.engine.Trial;
import dev.rapport.model.check.TrialEngine;
import dev.rapport.model.check.TrialEngine.Run;
import dev.rapport.model.rehearsal.Life.Place;
import dev.rapport.model.rehearsal.Life.Refusal;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Languages;
import dev.rapport.shared.Sentences;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.runtime.Job;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * Takes a copy of a closed item through the model that a rehearsal has deployed: by the people and at the times of the item
 * itself, with the timers that had come by then.
 */
@Component
class LiveAgain {

    private static final Logger log = LoggerFactory.getLogger(LiveAgain.class);

    /** More timers than that a circle would need. */
    private static final int MOST_TIMERS = 100;

    private final Trial trial;
    private final TrialEngine engine;
    private final List<Lifecycle> lifecycles;
    private final BusinessTime time;
    private final CurrentUser currentUser;
    private final Sentences sentences;

    LiveAgain(
            Trial trial,
            TrialEngine engine,
            List<Lifecycle> lifecycles,
            BusinessTime time,
            CurrentUser currentUser,
            Sentences sentences) {
        this.trial = trial;
        this.engine = engine;
        this.lifecycles = lifecycles;
        this.time = time;
        this.currentUser = currentUser;
        this.sentences = sentences;
    }

    /**
     * One life, which is taken back at once. Must be called in a rehearsal.
     *
     * @param definitions what it has deployed
     * @throws DataAccessResourceFailureException when the database is away
     */
    Life live(PastItems items, Past past, List<String> definitions) {
        Passage passage = new Passage(items.process());
        Living living = new Living(items, past, definitions);
        RuntimeException thrown = trial.attempt(() -> passage.during(living::live));
        LifeBuilder life = LifeBuilder.builder()
                .begun(living.run != null)
                .standing(living.standing)
                .effects(living.effects)
                .waits(living.waits)
                .passed(passage.passed());
        if (thrown instanceof BusinessRuleViolation refusal) {
            life.refused(refusal(refusal));
        } else if (thrown instanceof DataAccessResourceFailureException away) {
            throw away;
        } else if (thrown != null) {
            log.warn("A model breaks in its rehearsal with {}: {}", past.number(), thrown.toString());
            life.failed(place());
        }
        return life.build();
    }

    private Refusal refusal(BusinessRuleViolation refusal) {
        BusinessRuleViolation.Rule rule = refusal.rule();
        return new Refusal(
                rule == null ? null : new Place(rule.step(), rule.name() == null ? rule.step() : rule.name()),
                refusal.errors().stream()
                        .map(error -> error.field() + ":" + error.code())
                        .distinct()
                        .collect(Collectors.joining(" ")),
                Languages.ALL.stream()
                        .collect(Collectors.toMap(Locale::getLanguage, reader -> sentences.of(refusal, reader))));
    }

    private static Place place() {
        Steps.Step step = Steps.current();
        return step == null
                ? new Place("", "")
                : new Place(step.element(), Objects.requireNonNullElse(step.name(), step.element()));
    }

    private final class Living {

        private final PastItems items;
        private final Past past;
        private final List<String> definitions;
        private final Map<String, Instant> due = new HashMap<>();
        private @Nullable Run run;
        private Map<String, String> standing = Map.of();
        private List<Effect> effects = List.of();
        private List<Place> waits = List.of();

        Living(PastItems items, Past past, List<String> definitions) {
            this.items = items;
            this.past = past;
            this.definitions = definitions;
        }

        void live() {
            Run begun = as(past.createdBy(), past.createdAt(), () -> {
                run = new Run(items.process(), items.begin(past), definitions);
                trial.settle();
            });
            as(CurrentUser.SYSTEM, past.createdAt(), () -> engine.runJobs(begun));
            runTimers(begun);
            String work = work();
            if (engine.waiting(begun).anyMatch(task -> work.equals(task.getTaskDefinitionKey()))) {
                as(past.closedBy(), past.closedAt(), () -> {
                    engine.complete(begun, work, items.report(past));
                    trial.settle();
                });
                as(CurrentUser.SYSTEM, past.closedAt(), () -> engine.runJobs(begun));
            }
            tell(begun);
        }

        private Run as(String user, Instant when, Runnable work) {
            time.at(
                    when,
                    () -> currentUser.doAs(user, () -> {
                        work.run();
                        return user;
                    }));
            return Objects.requireNonNull(run);
        }

        private String work() {
            return lifecycles.stream()
                    .filter(lifecycle -> lifecycle.process().equals(items.process()))
                    .map(Lifecycle::work)
                    .filter(Objects::nonNull)
                    .map(Lifecycle.Work::task)
                    .findFirst()
                    .orElseThrow();
        }

        /** Those that had come before the item was closed, in their order. */
        private void runTimers(Run begun) {
            Instant now = past.createdAt();
            for (int i = 0; i < MOST_TIMERS; i++) {
                List<Job> timers = engine.timers(begun);
                for (Job timer : timers) {
                    Instant set = now;
                    due.computeIfAbsent(timer.getId(), id -> due(timer, set));
                }
                Job next = timers.stream()
                        .min(Comparator.comparing(timer -> due.get(timer.getId())))
                        .orElse(null);
                if (next == null
                        || Objects.requireNonNull(due.get(next.getId())).isAfter(past.closedAt())) {
                    return;
                }
                Instant comes = Objects.requireNonNull(due.get(next.getId()));
                now = comes.isAfter(now) ? comes : now;
                as(CurrentUser.SYSTEM, now, () -> {
                    engine.execute(next);
                    engine.runJobs(begun);
                });
            }
        }

        /** The engine's own clock does not stand still: a period it has counted from the present. */
        private Instant due(Job timer, Instant set) {
            Instant engines = timer.getDuedate().toInstant();
            return engine.isPeriod(timer)
                    ? set.plus(Duration.between(timer.getCreateTime().toInstant(), engines))
                    : engines;
        }

        /** The copy is called what the item is called, so that texts about both are the same. */
        private void tell(Run begun) {
            String number = items.number(begun.id());
            standing = items.standing(begun.id());
            effects = items.effects(begun.id()).stream()
                    .map(effect -> new Effect(
                            effect.kind(),
                            effect.texts().stream()
                                    .map(text -> text.replace(number, past.number()))
                                    .toList()))
                    .toList();
            waits = engine.waiting(begun)
                    .map(task -> new Place(
                            task.getTaskDefinitionKey(),
                            Objects.requireNonNullElse(task.getName(), task.getTaskDefinitionKey())))
                    .toList();
        }
    }
}
