package dev.rapport.model.rehearsal;

import dev.rapport.engine.PastItems;
import dev.rapport.engine.PastItems.Past;
import dev.rapport.engine.PastItems.Wanted;
import dev.rapport.engine.Trial;
import dev.rapport.model.ModelFile;
import dev.rapport.model.RehearsedFiles;
import dev.rapport.model.RehearsedFiles.Sides;
import dev.rapport.model.rehearsal.Rehearsal.Status;
import dev.rapport.model.rehearsal.RehearsalStore.Drawings;
import dev.rapport.model.rehearsal.RehearsalStore.Result;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessTime;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Texts;
import jakarta.annotation.PreDestroy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * "Erproben": takes copies of the last closed items through the model in force and through another one, and keeps what is
 * different. Both run now, so that what differs comes of the model and not of what has changed since. In transactions that are
 * always taken back, some items each: whoever deploys meanwhile waits for a moment, and nobody else waits at all.
 */
@Service
public class Rehearse {

    private static final Logger log = LoggerFactory.getLogger(Rehearse.class);

    private static final int USUAL = 200;
    private static final int MOST = 2_000;

    /** Of an outcome. */
    private static final Pattern CODE = Pattern.compile("\\w{1,60}");

    /** Deploying takes as long as some items do; a deployment of somebody else waits for as many. */
    private static final int AT_ONCE = 20;

    private final RehearsedFiles files;
    private final List<PastItems> items;
    private final LiveAgain liveAgain;
    private final Trial trial;
    private final RehearsalStore store;
    private final BusinessTime time;
    private final CurrentUser currentUser;

    /** Those that run or wait for their turn on this node. */
    private final Set<Long> own = ConcurrentHashMap.newKeySet();

    /** One at a time. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor(runnable -> {
        Thread own = new Thread(runnable, "rehearsal");
        own.setDaemon(true);
        return own;
    });

    Rehearse(
            RehearsedFiles files,
            List<PastItems> items,
            LiveAgain liveAgain,
            Trial trial,
            RehearsalStore store,
            BusinessTime time,
            CurrentUser currentUser) {
        this.files = files;
        this.items = items;
        this.liveAgain = liveAgain;
        this.trial = trial;
        this.store = store;
        this.time = time;
        this.currentUser = currentUser;
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }

    /**
     * Rehearses the draft of the person at work.
     *
     * @return the id of the rehearsal
     * @throws BusinessRuleViolation not-found, or everything wrong with the wish
     */
    public Long draft(RehearsalWish wish) {
        return start(files.draft(), null, wish);
    }

    /** The same with a version of a model. */
    public Long version(String key, int version, RehearsalWish wish) {
        return start(files.version(key, version), key, wish);
    }

    /** The same with files that nobody has uploaded. */
    public Long files(Collection<ModelFile> sent, RehearsalWish wish) {
        return start(files.files(sent), null, wish);
    }

    /** Rehearses files that wait for a second person on all that they are about, unless that has been done or is being done. */
    public void proposed(Collection<ModelFile> sent) {
        Sides sides = files.passed(sent);
        List<Rehearsal> known = store.ofFiles(sides.digest());
        for (PastItems kind : items) {
            if (files.concern(sent, kind.process())
                    && known.stream().noneMatch(each -> each.process().equals(kind.process()) && isEnough(each))) {
                start(
                        sides,
                        null,
                        RehearsalWishBuilder.builder().process(kind.process()).build());
            }
        }
    }

    /** Whether some files are about items at all. */
    public boolean isPossible(Collection<ModelFile> some) {
        return items.stream().anyMatch(kind -> files.concern(some, kind.process()));
    }

    /** Says that this node is still there, also of those that wait: one of which nobody has spoken for long has broken off. */
    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT30S")
    void speakForOwn() {
        List<Long> those = List.copyOf(own);
        if (!those.isEmpty()) {
            store.hear(those);
        }
    }

    private static boolean isEnough(Rehearsal rehearsal) {
        Wanted wanted = rehearsal.wanted();
        return (rehearsal.isRunning() || rehearsal.status() == Status.DONE)
                && wanted.most() >= USUAL
                && wanted.from() == null
                && wanted.to() == null
                && wanted.type() == null
                && wanted.outcome() == null;
    }

    /** Ends one that runs; what it has found so far stays. */
    public void stop(Long id) {
        if (store.find(id).isEmpty()) {
            throw BusinessRuleViolation.notFound("id");
        }
        store.end(id, Status.STOPPED);
    }

    private Long start(Sides sides, @Nullable String key, RehearsalWish wish) {
        FieldChecks checks = new FieldChecks();
        PastItems kind = kind(checks, sides, wish.process());
        Integer number = number(checks, wish.number());
        LocalDate from = time.readDate(checks, "from", wish.from());
        LocalDate to = time.readDate(checks, "to", wish.to());
        if (from != null && to != null && to.isBefore(from)) {
            checks.refuse("to", "rehearsal.period");
        }
        Locale reader = LocaleContextHolder.getLocale();
        String type = line(wish.type());
        if (kind != null && type != null && !kind.types(reader).containsKey(type)) {
            checks.refuse("type", "not-found");
        }
        String outcome = line(wish.outcome());
        if (outcome != null && !CODE.matcher(outcome).matches()) {
            checks.refuse("outcome", "not-found");
        }
        checks.refuseIfAny();
        if (kind == null || number == null) {
            throw new IllegalStateException("Checked without a value");
        }
        Rehearsal rehearsal = RehearsalBuilder.builder()
                .process(kind.process())
                .version(kind.process().equals(key) ? sides.version() : null)
                .wanted(new Wanted(number, from, to, type, outcome))
                .createdAt(time.now())
                .createdBy(currentUser.id())
                .createdByName(currentUser.id())
                .build();
        Long id = store.begin(
                rehearsal,
                sides.digest(),
                new Drawings(
                        files.drawing(kind.process(), sides.before()), files.drawing(kind.process(), sides.now())));
        own.add(id);
        thread.execute(() -> run(id, kind, rehearsal, sides));
        return id;
    }

    private @Nullable PastItems kind(FieldChecks checks, Sides sides, @Nullable String said) {
        String wanted = line(said);
        if (wanted == null) {
            List<String> keys = files.keys(sides.now());
            wanted = items.stream()
                    .map(PastItems::process)
                    .filter(keys::contains)
                    .findFirst()
                    .orElse(null);
        }
        checks.required("process", wanted);
        for (PastItems kind : items) {
            if (kind.process().equals(wanted)) {
                return kind;
            }
        }
        if (!checks.refuses("process")) {
            checks.refuse("process", "not-found");
        }
        return null;
    }

    private static @Nullable Integer number(FieldChecks checks, @Nullable String said) {
        String number = line(said);
        if (number == null) {
            return USUAL;
        }
        if (number.matches("[0-9]{1,4}")) {
            int read = Integer.parseInt(number);
            if (read >= 1 && read <= MOST) {
                return read;
            }
        }
        checks.refuse("number", "rehearsal.number", MOST);
        return null;
    }

    private static @Nullable String line(@Nullable String said) {
        return said == null || Texts.isBlank(said) ? null : said.strip();
    }

    private void run(Long id, PastItems kind, Rehearsal rehearsal, Sides sides) {
        try {
            List<Past> pasts = kind.last(rehearsal.wanted());
            if (!store.count(id, pasts.size())) {
                return;
            }
            for (int handled = 0; handled < pasts.size(); handled += AT_ONCE) {
                List<Past> some = pasts.subList(handled, Math.min(pasts.size(), handled + AT_ONCE));
                List<Life> before = lives(kind, some, sides.before());
                List<Life> now = lives(kind, some, sides.now());
                List<Result> results = new ArrayList<>();
                for (int i = 0; i < some.size(); i++) {
                    results.add(new Result(
                            some.get(i), Comparison.of(before.get(i), now.get(i)), before.get(i), now.get(i)));
                }
                if (!store.add(id, handled, results)) {
                    return;
                }
            }
            store.end(id, Status.DONE);
        } catch (RuntimeException broken) {
            log.error("Rehearsal {} broke off", id, broken);
            store.end(id, Status.FAILED);
        } finally {
            own.remove(id);
        }
    }

    private List<Life> lives(PastItems kind, List<Past> some, Map<String, byte[]> resources) {
        List<Life> lives = new ArrayList<>();
        trial.rehearse(
                resources, definitions -> some.forEach(past -> lives.add(liveAgain.live(kind, past, definitions))));
        return lives;
    }
}
