package dev.rapport.user;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** On an empty database somebody must be able to log in: creates the first administrator and says the password once. */
@Component
@Profile("!demo")
@Order(20)
class FirstAdministrator implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

    /** Of two nodes that start at once on an empty database, one creates the administrator. */
    private static final int LOCK = 0xf1257ad;

    private static final String LOGIN = "admin";

    private final Identity identity;
    private final CreateUser createUser;
    private final Users users;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    FirstAdministrator(
            Identity identity, CreateUser createUser, Users users, JdbcClient jdbc, TransactionTemplate transaction) {
        this.identity = identity;
        this.createUser = createUser;
        this.users = users;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Optional<Created> created = transaction.execute(status -> createUnlessThere());
        created.ifPresent(administrator -> {
            // to the console and not to the log, which is kept and shipped elsewhere
            System.out.printf(
                    "%n  Rapport's first administrator: user \"%s\", password \"%s\". It is shown this once.%n%n",
                    administrator.login(), administrator.password());
            log.info("The first administrator has been created; the password went to the console");
        });
    }

    private record Created(String login, String password) {}

    /** The administrator, who chooses a password at the first login; empty when there is one already. */
    private Optional<Created> createUnlessThere() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query()
                .listOfRows();
        if (identity.hasMembers(Group.SYSTEM_ADMIN.id())) {
            return Optional.empty();
        }
        String login = freeLogin();
        String password = createUser.create(new UserDraft(
                login,
                "System",
                "Administration",
                "admin@localhost",
                null,
                null,
                List.of(Group.SYSTEM_ADMIN.id()),
                null));
        return Optional.of(new Created(login, password));
    }

    /** Whoever is called admin without being one stays what he is. */
    private String freeLogin() {
        return Stream.iterate(1, number -> number + 1)
                .map(number -> number == 1 ? LOGIN : LOGIN + number)
                .filter(login -> users.findById(login).isEmpty() && !identity.exists(login))
                .findFirst()
                .orElseThrow();
    }
}
