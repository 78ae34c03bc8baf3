package dev.rapport.support;

import dev.rapport.user.CreateUser;
import dev.rapport.user.Group;
import dev.rapport.user.Users;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** One user of every role in the tests' database, with the demo's logins. */
@Component
@Profile("test")
@Order(30)
public class TestUsers implements ApplicationRunner {

    /** Password of all of them. */
    public static final String PASSWORD = "rapport-demo";

    private final Users users;
    private final CreateUser createUser;

    TestUsers(Users users, CreateUser createUser) {
        this.users = users;
        this.createUser = createUser;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        create("anna", "Anna", "Berger", Group.STAFF);
        create("ben", "Ben", "Yılmaz", Group.STAFF);
        create("maria", "Maria", "Hoffmann", Group.MANAGER);
        create("paul", "Paul", "Lindner", Group.PROCESS_ADMIN);
        create("sabine", "Sabine", "Koch", Group.SYSTEM_ADMIN);
    }

    /** Somebody who knows nobody's contacts but their own: staff, by a login of its own. */
    public String somebodyNew() {
        String login = "neu-" + UUID.randomUUID().toString().substring(0, 8);
        create(login, "Karla", "Kalender", Group.STAFF);
        return login;
    }

    /** Staff who reports to somebody. */
    public String somebodyWhoReportsTo(String manager) {
        String login = "neu-" + UUID.randomUUID().toString().substring(0, 8);
        createUser.create(login, "Karl", "Kontor", login + "@rapport.example", manager, PASSWORD, List.of(Group.STAFF));
        return login;
    }

    private void create(String userId, String firstName, String lastName, Group group) {
        if (users.findById(userId).isEmpty()) {
            createUser.create(userId, firstName, lastName, userId + "@rapport.example", PASSWORD, List.of(group));
        }
    }
}
