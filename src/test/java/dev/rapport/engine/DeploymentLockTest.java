package dev.rapport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rapport.IntegrationTest;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.BusinessRuleViolation.Kind;
import dev.rapport.shared.FieldError;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.PropertyManager;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Deployments wait for one another, but not for ever, and not inside of a statement. */
@IntegrationTest
class DeploymentLockTest {

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void whoeverWaitsTooLongIsAskedToTryAgain() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> first = other.submit(() -> transactions.executeWithoutResult(transaction -> {
                transaction.setRollbackOnly();
                lock(Duration.ofSeconds(25));
                held.countDown();
                await(refused);
            }));
            await(held);

            assertThatThrownBy(() -> transactions.executeWithoutResult(transaction -> lock(Duration.ZERO)))
                    .isInstanceOfSatisfying(BusinessRuleViolation.class, busy -> {
                        assertThat(busy.kind()).isEqualTo(Kind.CONFLICT);
                        assertThat(busy.errors()).extracting(FieldError::code).containsExactly("model.busy");
                    });

            refused.countDown();
            first.get();
            // as soon as the other one is done
            transactions.executeWithoutResult(transaction -> {
                transaction.setRollbackOnly();
                lock(Duration.ZERO);
            });
        } finally {
            refused.countDown();
            other.shutdownNow();
        }
    }

    private void lock(Duration patience) {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> {
                    ((PropertyManager) new DeploymentLock(jdbc, patience).openSession()).acquireExclusiveLock();
                    return null;
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
