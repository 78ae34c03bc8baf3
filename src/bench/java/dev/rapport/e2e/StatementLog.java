package dev.rapport.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What reaches the database while something is done, as its own log tells it: each execution, so every row of a batch counts. It
 * writes only while {@link #during} counts; what is timed is not logged. What a node does by itself every now and then is logged
 * too: the median of several times leaves it out.
 */
final class StatementLog {

    /** An odd number has a median. */
    static final int TIMES = 11;

    private static final String MARK = "select 'counted ";

    private static final Pattern MESSAGE = Pattern.compile("(?s)(?:execute [^:]*|statement): (.*)");

    private static final Pattern BEGIN = Pattern.compile("(?i)begin\\b");

    private static final Pattern END = Pattern.compile("(?i)(commit|rollback)$");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RapportProcess rapport;
    private final Path file;
    private int marks;

    StatementLog(RapportProcess rapport) {
        this.rapport = rapport;
        this.file = rapport.data().resolve("postgres/log/statements.json");
    }

    /**
     * What one time of something sent.
     *
     * @param statements their text, without those that begin and end transactions, and without the empty one with which the pool
     *     asks whether a connection lives
     * @param transactions those that were begun, and statements outside of any
     */
    record Counted(List<String> statements, int transactions) {}

    /** Makes the server of a running instance able to log; it has to be restarted then. */
    static void prepare(RapportProcess rapport) throws SQLException {
        try (Connection connection = rapport.connection();
                Statement sql = connection.createStatement()) {
            for (String setting : List.of(
                    "logging_collector = on",
                    "log_destination = 'jsonlog'",
                    "log_filename = 'statements.log'",
                    "log_rotation_size = 0",
                    "log_rotation_age = 0")) {
                sql.execute("alter system set " + setting);
            }
        }
    }

    /** Does it several times, one after the other, and returns the one with the middle number of statements. */
    Counted during(Runnable once) {
        try (Connection connection = rapport.connection();
                Statement sql = connection.createStatement()) {
            log(sql, "all");
            long from = Files.exists(file) ? Files.size(file) : 0;
            mark(sql);
            for (int i = 0; i < TIMES; i++) {
                once.run();
                mark(sql);
            }
            log(sql, "none");
            await("the log")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> since(from).contains(MARK + marks + "'"));
            return counted(since(from)).stream()
                    .sorted(Comparator.comparingInt(each -> each.statements().size()))
                    .toList()
                    .get(TIMES / 2);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void log(Statement sql, String which) throws SQLException {
        sql.execute("alter system set log_statement = '" + which + "'");
        sql.execute("select pg_reload_conf()");
        // every connection has heard of it by then
        sql.execute("select pg_sleep(0.3)");
    }

    private void mark(Statement sql) throws SQLException {
        marks++;
        sql.execute(MARK + marks + "'");
    }

    /** The whole lines that the server has written from a place on. */
    private String since(long from) throws IOException {
        byte[] log = Files.readAllBytes(file);
        String text = new String(log, (int) from, (int) (log.length - from), StandardCharsets.UTF_8);
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    /** What stands between one mark and the next. */
    private static List<Counted> counted(String log) {
        List<Counted> all = new ArrayList<>();
        Set<Long> inTransaction = new HashSet<>();
        List<String> statements = new ArrayList<>();
        int transactions = 0;
        boolean marked = false;
        for (JsonNode line : log.lines().map(JSON::readTree).toList()) {
            Matcher message = MESSAGE.matcher(line.path("message").asString(""));
            if (!message.matches() || message.group(1).isBlank()) {
                continue;
            }
            String sql = message.group(1);
            long session = line.path("pid").asLong();
            if (sql.startsWith(MARK)) {
                if (marked) {
                    all.add(new Counted(List.copyOf(statements), transactions));
                }
                marked = true;
                statements.clear();
                transactions = 0;
            } else if (BEGIN.matcher(sql).lookingAt()) {
                inTransaction.add(session);
                transactions++;
            } else if (END.matcher(sql).lookingAt()) {
                inTransaction.remove(session);
            } else {
                statements.add(sql);
                transactions += inTransaction.contains(session) ? 0 : 1;
            }
        }
        return all;
    }

    /** How often each statement occurs, in the order of its first time, for whoever wants fewer. */
    static String listed(Counted counted) {
        Map<String, Integer> times = new HashMap<>();
        counted.statements().forEach(each -> times.merge(each, 1, Integer::sum));
        StringBuilder list = new StringBuilder();
        counted.statements().stream()
                .distinct()
                .forEach(each -> list.append(times.get(each))
                        .append(" × ")
                        .append(each.replaceAll("\\s+", " "))
                        .append('\n'));
        return list.toString();
    }
}
