package dev.rapport.support;

import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets the failed logins of a test when it ends: all of them guess from the same address. */
public class FailuresReset extends AbstractTestExecutionListener {

    @Override
    public void afterTestMethod(TestContext context) {
        ApplicationContext application = context.getApplicationContext();
        application.getBeanProvider(JdbcClient.class).ifAvailable(jdbc -> {
            // a test's own transaction may be one that the database has broken off
            TransactionTemplate apart = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
            apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            apart.executeWithoutResult(
                    status -> jdbc.sql("delete from rapport.login_count").update());
        });
    }
}
