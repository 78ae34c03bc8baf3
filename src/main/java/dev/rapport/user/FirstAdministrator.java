package dev.rapport.user;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** On an empty database somebody must be able to log in: creates the first administrator and says the password once. */
@Component
@Profile("!demo")
@Order(20)
class FirstAdministrator implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

    private final Identity identity;
    private final CreateUser createUser;

    FirstAdministrator(Identity identity, CreateUser createUser) {
        this.identity = identity;
        this.createUser = createUser;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (identity.hasMembers(Group.SYSTEM_ADMIN.id())) {
            return;
        }
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().encodeToString(random);
        createUser.create(
                "admin", "System", "Administration", "admin@localhost", password, List.of(Group.SYSTEM_ADMIN));
        // to the console and not to the log, which is kept and shipped elsewhere
        System.out.printf(
                "%n  Rapport's first administrator: user \"admin\", password \"%s\". It is shown this once.%n%n",
                password);
        log.info("The first administrator has been created; the password went to the console");
    }
}
