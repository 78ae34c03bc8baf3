package dev.rapport.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.TestUsers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class FirstAdministratorTest {

    @Autowired
    private Identity identity;

    @Autowired
    private CreateUser createUser;

    @Autowired
    private Users users;

    @Autowired
    private IdentityService identityService;

    @Autowired
    private FirstAdministrator firstAdministrator;

    @Autowired
    private JdbcClient jdbc;

    private List<String> before;

    /** Behind the engine's back: those of other tests stay logged in, and what is on record of them stays as it is. */
    @BeforeEach
    void nobodyIsAdministrator() {
        before = administrators();
        removeAll();
    }

    @AfterEach
    void asBefore() {
        removeAll();
        for (String user : before) {
            jdbc.sql("insert into act_id_membership (user_id_, group_id_) values (:user, :group)")
                    .param("user", user)
                    .param("group", Group.SYSTEM_ADMIN.id())
                    .update();
        }
    }

    private void removeAll() {
        jdbc.sql("delete from act_id_membership where group_id_ = :group")
                .param("group", Group.SYSTEM_ADMIN.id())
                .update();
    }

    @Test
    void ofTwoNodesThatStartAtOnceOneCreatesIt() throws Exception {
        var nodes = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> start = () -> {
                firstAdministrator.run(new DefaultApplicationArguments());
                return true;
            };
            for (var node : nodes.invokeAll(List.of(start, start, start, start))) {
                assertThat(node.get()).isTrue();
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(administrators()).hasSize(1);
    }

    @Test
    void somebodyElseWhoIsCalledAdminStaysWhatHeIs() {
        if (users.findById("admin").isEmpty()) {
            createUser.create("admin", "Adam", "Min", "adam@rapport.example", TestUsers.PASSWORD, List.of(Group.STAFF));
        }
        List<String> groups = identity.groupsOf("admin");

        firstAdministrator.run(new DefaultApplicationArguments());

        assertThat(identity.groupsOf("admin")).isEqualTo(groups);
        assertThat(administrators()).hasSize(1).first().asString().matches("admin[0-9]+");
    }

    @Test
    void doesNothingWhereThereIsOne() {
        String chief = "chief" + UUID.randomUUID().toString().substring(0, 8);
        createUser.create(
                chief, "Carla", "Chef", chief + "@rapport.example", TestUsers.PASSWORD, List.of(Group.SYSTEM_ADMIN));

        firstAdministrator.run(new DefaultApplicationArguments());

        assertThat(administrators()).containsExactly(chief);
    }

    private List<String> administrators() {
        return identityService.createUserQuery().memberOfGroup(Group.SYSTEM_ADMIN.id()).list().stream()
                .map(User::getId)
                .toList();
    }
}
