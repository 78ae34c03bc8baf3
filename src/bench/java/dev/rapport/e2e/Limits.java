package dev.rapport.e2e;

import dev.rapport.e2e.Figures.Limit;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an operation would cost without Rapport, measured in the same run on the same server and data. */
final class Limits implements AutoCloseable {

    private static final Map<String, Consumer<BareEngine>> WRITES =
            Map.of(Writes.LOG, BareEngine::log, Writes.PLAN, BareEngine::plan, Writes.CLOSE, BareEngine::complete);

    /** Statements of a few microseconds are counted in hundredths of a second. */
    private static final int TIMES = 3;

    private final RapportProcess rapport;
    private final BareReads reads;
    private final BareEngine engine;
    private final int people;
    private final int requests;

    /**
     * @param reads what answers a read
     * @param people at once
     * @param requests that count, of each of them
     */
    Limits(RapportProcess rapport, BareReads reads, int people, int requests) throws SQLException, IOException {
        this.rapport = rapport;
        this.reads = reads;
        this.engine = new BareEngine(rapport, people);
        this.people = people;
        this.requests = requests;
    }

    /** Null where nothing is like it. */
    @Nullable
    Limit of(String operation) throws SQLException, IOException {
        if (reads.has(operation)) {
            return new Limit(1, 0, reads.database(operation, requests * TIMES));
        }
        Consumer<BareEngine> write = WRITES.get(operation);
        if (write == null) {
            return null;
        }
        if (operation.equals(Writes.CLOSE)) {
            engine.planned(people * 2 * requests + StatementLog.TIMES);
        }
        Measured measured = new Measuring(() -> Cpu.of(ProcessHandle.current(), rapport), requests, requests)
                .of(Collections.nCopies(people, engine), write);
        StatementLog.Counted counted = new StatementLog(rapport).during(() -> write.accept(engine));
        Report.statements(operation + " limit", StatementLog.listed(counted));
        engine.verify();
        return new Limit(counted.statements().size(), measured.application(), measured.database());
    }

    @Override
    public void close() {
        engine.close();
    }
}
