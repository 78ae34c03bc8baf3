package dev.rapport.support;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Forgets the failed logins of a test when it ends: all of them guess from the same address. */
public class FailuresReset extends AbstractTestExecutionListener {

    @Override
    public void afterTestMethod(TestContext context) {
        context.getApplicationContext()
                .getBeanProvider(JdbcClient.class)
                .ifAvailable(jdbc -> jdbc.sql("delete from rapport.login_count").update());
    }
}
