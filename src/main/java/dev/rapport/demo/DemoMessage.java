package dev.rapport.demo;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Names the demo logins after the address has been named. */
@Component
@Profile("demo")
class DemoMessage {

    private static final Logger log = LoggerFactory.getLogger(DemoMessage.class);

    @EventListener(ApplicationReadyEvent.class)
    @Order(110)
    void nameLogins() {
        log.info(
                "Demonstration: log in as anna or ben (staff), maria (manager), paul (process admin) or admin (system"
                        + " admin), password {}",
                DemoUsers.PASSWORD);
    }
}
