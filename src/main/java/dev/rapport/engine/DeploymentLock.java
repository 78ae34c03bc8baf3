package dev.rapport.engine;

import dev.rapport.shared.BusinessRuleViolation;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyManager;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One deployment at a time, on all nodes. The engine's own lock is a row that the next one would wait for inside a
 * statement, and a statement that waits for seconds looks like a database that is away; a deployment takes that long when
 * its models are tried. So whoever comes second asks again and again first. A trial takes no lock at all: the deployment
 * that it is for holds it and waits for the trial, and versions, which the lock protects, a trial does not make.
 */
final class DeploymentLock implements SessionFactory {

    private static final int LOCK = 0xde9107;

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

    private final JdbcClient jdbc;
    private final Duration patience;

    /** @param patience how long a deployment waits for those in front of it */
    DeploymentLock(JdbcClient jdbc, Duration patience) {
        this.jdbc = jdbc;
        this.patience = patience;
    }

    @Override
    public Class<?> getSessionType() {
        return PropertyManager.class;
    }

    @Override
    public Session openSession() {
        return new Manager();
    }

    private void await() {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single()) {
            if (System.nanoTime() > deadline) {
                throw BusinessRuleViolation.conflict("deployment", "model.busy");
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    private final class Manager extends PropertyManager {

        @Override
        public void acquireExclusiveLock() {
            if (!Trial.isRunning()) {
                await();
                super.acquireExclusiveLock();
            }
        }
    }
}
