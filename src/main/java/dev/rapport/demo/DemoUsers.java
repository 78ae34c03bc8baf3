package dev.rapport.demo;

import dev.rapport.user.CreateUser;
import dev.rapport.user.Group;
import dev.rapport.user.Users;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** One user of every role; the logins are printed in the README. */
@Component
@Profile("demo")
@Order(30)
class DemoUsers implements ApplicationRunner {

    static final String PASSWORD = "rapport-demo";

    private final Users users;
    private final CreateUser createUser;

    DemoUsers(Users users, CreateUser createUser) {
        this.users = users;
        this.createUser = createUser;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        create("maria", "Maria", "Hoffmann", null, Group.MANAGER);
        create("anna", "Anna", "Berger", "maria", Group.STAFF);
        create("ben", "Ben", "Yılmaz", "maria", Group.STAFF);
        create("paul", "Paul", "Lindner", null, Group.PROCESS_ADMIN);
        create("admin", "Sabine", "Koch", null, Group.SYSTEM_ADMIN);
    }

    private void create(String userId, String firstName, String lastName, @Nullable String reportsTo, Group group) {
        if (users.findById(userId).isEmpty()) {
            createUser.create(
                    userId, firstName, lastName, userId + "@rapport.example", reportsTo, PASSWORD, List.of(group));
        }
    }
}
