package dev.rapport.support;

import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Puts the clock back after each test, however the test ended. */
public class ClockReset extends AbstractTestExecutionListener {

    @Override
    public void afterTestMethod(TestContext context) {
        context.getApplicationContext().getBeanProvider(Clock.class).ifAvailable(Clock::reset);
    }
}
