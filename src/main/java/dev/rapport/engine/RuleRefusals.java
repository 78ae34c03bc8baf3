package dev.rapport.engine;

import dev.rapport.shared.BusinessTime;
import jakarta.annotation.PreDestroy;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How often the conditions of a model refuse, for process admins to see what a rule costs: by weeks, and nothing of whom or
 * about what. Attempts count, on every door; trials do not.
 */
@Service
public class RuleRefusals {

    /**
     * What one condition has refused.
     *
     * @param element its id in the model
     * @param name its label when it refused last
     * @param thisWeek since Monday
     * @param lately since Monday three weeks ago, this week included
     */
    public record Tally(String element, String name, long thisWeek, long lately, Instant lastAt) {}

    private static final Logger log = LoggerFactory.getLogger(RuleRefusals.class);

    private static final int WEEKS_BEFORE = 3;

    /** What is counted together; in an order, so that two nodes do not wait for each other's. */
    private record Rule(String process, String element, LocalDate week) {

        static final Comparator<Rule> ORDER =
                Comparator.comparing(Rule::process).thenComparing(Rule::element).thenComparing(Rule::week);
    }

    private record Counted(String name, Instant lastAt, long count) {

        Counted and(Counted later) {
            return new Counted(later.name, later.lastAt, count + later.count);
        }
    }

    private final JdbcClient jdbc;
    private final BusinessTime time;
    private final TransactionTemplate transaction;
    private final SortedMap<Rule, Counted> waiting = new TreeMap<>(Rule.ORDER);

    RuleRefusals(JdbcClient jdbc, BusinessTime time, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.time = time;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Of a process, what refuses most before the others; what has refused nothing for four weeks is not among them. */
    @Transactional(readOnly = true)
    public List<Tally> of(String process) {
        LocalDate monday = monday();
        return jdbc.sql("""
                        select element, (array_agg(name order by week desc))[1] as name,
                               coalesce(sum(count) filter (where week = :monday), 0) as this_week, sum(count) as lately,
                               max(last_at) as last_at
                        from rapport.rule_refusal
                        where process = :process and week between :first and :monday
                        group by element order by lately desc, name, element""")
                .param("process", process)
                .param("monday", Date.valueOf(monday))
                .param("first", Date.valueOf(monday.minusWeeks(WEEKS_BEFORE)))
                .query((row, n) -> new Tally(
                        row.getString("element"),
                        row.getString("name"),
                        row.getLong("this_week"),
                        row.getLong("lately"),
                        row.getTimestamp("last_at").toInstant()))
                .list();
    }

    /**
     * Counts a refusal. Its transaction is going to be rolled back, and whoever waits for the answer holds a connection: it is
     * written a little later, by a thread of its own. What a crash loses of it nobody decides by.
     */
    void note(String process, String element, String name) {
        synchronized (waiting) {
            waiting.merge(new Rule(process, element, monday()), new Counted(name, time.now(), 1), Counted::and);
        }
    }

    /** Writes what has been counted, also before this node stops. */
    @PreDestroy
    @Scheduled(fixedDelayString = "PT2S")
    public void write() {
        SortedMap<Rule, Counted> counted;
        synchronized (waiting) {
            counted = new TreeMap<>(waiting);
            waiting.clear();
        }
        if (counted.isEmpty()) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> counted.forEach(this::add));
        } catch (DataAccessException | TransactionException away) {
            log.warn("Refusals cannot be counted at the moment: {}", away.toString());
            synchronized (waiting) {
                counted.forEach((rule, before) -> waiting.merge(rule, before, (now, then) -> then.and(now)));
            }
        }
    }

    private void add(Rule rule, Counted counted) {
        jdbc.sql("""
                        insert into rapport.rule_refusal (process, element, week, name, last_at, count)
                        values (:process, :element, :week, :name, :at, :count)
                        on conflict (process, element, week) do update set
                          name = excluded.name, last_at = greatest(rule_refusal.last_at, excluded.last_at),
                          count = rule_refusal.count + excluded.count""")
                .param("process", rule.process())
                .param("element", rule.element())
                .param("week", Date.valueOf(rule.week()))
                .param("name", counted.name())
                .param("at", Timestamp.from(counted.lastAt()))
                .param("count", counted.count())
                .update();
    }

    private LocalDate monday() {
        return time.today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }
}
