package dev.rapport.live.web;

import dev.rapport.live.Changes;
import dev.rapport.live.Changes.News;
import dev.rapport.live.DueCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The open pages of this node. One thread looks every few seconds for what is new, with one statement for all of them, and
 * only while there are any.
 */
@Component
class OpenPages implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OpenPages.class);

    /** Of the fifteen seconds within which a page must show what has happened. */
    private static final long LOOK_EVERY_SECONDS = 4;

    /** In looks: proxies take a connection for dead on which nothing comes for half a minute. */
    private static final int BEAT_EVERY = 6;

    /** In looks: about a minute. */
    private static final int CHECK_EVERY = 15;

    private static final int MOST_OF_ONE = 20;

    /** Of one node; whoever is refused asks again later. */
    private static final int MOST = 5000;

    private final Changes changes;
    private final DueCount dueCount;
    private final Map<String, Set<OpenPage>> byConcern = new ConcurrentHashMap<>();
    private final Set<OpenPage> pages = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "open-pages");
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable String snapshot;
    private volatile boolean running;
    private boolean inTrouble;
    private int looks;
    private @Nullable ScheduledFuture<?> looking;

    OpenPages(Changes changes, DueCount dueCount) {
        this.changes = changes;
        this.dueCount = dueCount;
    }

    /**
     * Takes a page in and tells it what it has missed. It is in before that is read, so that nothing falls in between; what
     * it is told twice it knows already.
     *
     * @param since what it has read last; null when it has just been opened
     * @param age how long ago it was read itself; zero when it has listened since
     * @return false when this node takes no more
     */
    boolean open(OpenPage page, @Nullable String since, Duration age) {
        if (!running || pages.size() >= MOST) {
            return false;
        }
        makeRoom(page.user);
        begin();
        pages.add(page);
        page.concerned.forEach(concern -> byConcern
                .computeIfAbsent(concern, of -> ConcurrentHashMap.newKeySet())
                .add(page));
        News news = changes.since(since, page.concerned);
        Set<String> topics =
                news.topics().values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        if (!age.isZero()) {
            topics.addAll(changes.lately(age, page.concerned));
        }
        int due = dueCount.of(List.of(page.user)).getOrDefault(page.user, 0);
        page.send(events(topics, due, news.snapshot()));
        if (!running) {
            page.close();
        }
        return true;
    }

    /** Who opens very many loses the oldest. */
    private void makeRoom(String user) {
        List<OpenPage> ofUser =
                pages.stream().filter(page -> page.user.equals(user)).toList();
        if (ofUser.size() >= MOST_OF_ONE) {
            ofUser.stream().min(Comparator.comparing(OpenPage::end)).ifPresent(this::drop);
        }
    }

    void forget(OpenPage page) {
        page.closed();
        remove(page);
    }

    void drop(OpenPage page) {
        page.close();
        remove(page);
    }

    private void remove(OpenPage page) {
        pages.remove(page);
        page.concerned.forEach(concern -> byConcern.computeIfPresent(concern, (key, of) -> {
            of.remove(page);
            return of.isEmpty() ? null : of;
        }));
    }

    private synchronized void begin() {
        if (looking == null) {
            snapshot = changes.since(null, List.of()).snapshot();
            looking =
                    clock.scheduleWithFixedDelay(this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private synchronized boolean ended() {
        if (pages.isEmpty() && looking != null) {
            looking.cancel(false);
            looking = null;
        }
        return looking == null;
    }

    private void look() {
        if (ended()) {
            return;
        }
        looks++;
        try {
            tell(changes.since(snapshot, byConcern.keySet()));
            if (looks % CHECK_EVERY == 0) {
                check();
            }
            inTrouble = false;
        } catch (DataAccessException e) {
            if (!inTrouble) {
                log.warn("Open pages are not told of changes: {}", e.toString());
            }
            inTrouble = true;
        } catch (RuntimeException e) {
            // the clock would stop for good
            log.error("Open pages were not told of changes", e);
        }
    }

    private void tell(News news) {
        snapshot = news.snapshot();
        Map<OpenPage, Set<String>> topics = new HashMap<>();
        news.topics()
                .forEach((concern, of) -> byConcern
                        .getOrDefault(concern, Set.of())
                        .forEach(page -> topics.computeIfAbsent(page, known -> new HashSet<>())
                                .addAll(of)));
        Set<String> users = topics.keySet().stream()
                .map(page -> page.user)
                .filter(user -> news.topics().containsKey(key(user)))
                .collect(Collectors.toSet());
        Map<String, Integer> due = users.isEmpty() ? Map.of() : dueCount.of(users);
        boolean beat = looks % BEAT_EVERY == 0;
        for (OpenPage page : pages) {
            Set<String> ofPage = topics.getOrDefault(page, Set.of());
            if ((beat || !ofPage.isEmpty()) && !page.send(events(ofPage, due.get(page.user), news.snapshot()))) {
                remove(page);
            }
        }
    }

    /** A page that has been open for long connects again, and so shows its rights; a session that has ended ends its pages. */
    void check() {
        Collection<OpenPage> all = new ArrayList<>(pages);
        Set<String> sessions =
                changes.openSessions(all.stream().map(page -> page.session).collect(Collectors.toSet()));
        long now = System.nanoTime();
        for (OpenPage page : all) {
            if (!sessions.contains(page.session)) {
                page.send("event: end\ndata: session\n\n");
                drop(page);
            } else if (page.isOld(now)) {
                drop(page);
            }
        }
    }

    /** What concerns a person. */
    static String key(String user) {
        return "user-" + user;
    }

    private static String events(Set<String> topics, @Nullable Integer due, String snapshot) {
        StringBuilder text = new StringBuilder();
        Set<String> changed = new TreeSet<>();
        for (String topic : topics) {
            String[] told = topic.split(" ", 2);
            if (told.length == 2) {
                // not that something is to be read anew, but what there is to say
                text.append("event: ")
                        .append(told[0])
                        .append("\ndata: ")
                        .append(told[1])
                        .append("\n\n");
            } else {
                changed.add(topic);
            }
        }
        if (!changed.isEmpty()) {
            text.append("event: changed\ndata: ")
                    .append(String.join(" ", changed))
                    .append("\n\n");
        }
        if (due != null) {
            text.append("event: count\ndata: ").append((int) due).append("\n\n");
        }
        return text.append("id: ").append(snapshot).append("\n\n").toString();
    }

    @Override
    public void start() {
        running = true;
    }

    /** A node that stops lets its pages go at once, before the web server waits for what it still does. */
    @Override
    public void stop() {
        running = false;
        pages.forEach(this::drop);
        clock.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
