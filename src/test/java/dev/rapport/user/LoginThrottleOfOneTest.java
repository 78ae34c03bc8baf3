package dev.rapport.user;

import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** The product's throttle, and for each test one of its own: all of them guess from the same address. */
@Component
@Primary
@Profile("test")
public class LoginThrottleOfOneTest extends LoginThrottle {

    private volatile LoginThrottle throttle = new LoginThrottle();

    @Override
    public boolean allows(String account, String address) {
        return throttle.allows(account, address);
    }

    @Override
    public void failed(String account, String address) {
        throttle.failed(account, address);
    }

    /** Forgets the failures of a test when it ends. */
    public static class Reset extends AbstractTestExecutionListener {

        @Override
        public void afterTestMethod(TestContext context) {
            context.getApplicationContext()
                    .getBeanProvider(LoginThrottleOfOneTest.class)
                    .ifAvailable(used -> used.throttle = new LoginThrottle());
        }
    }
}
