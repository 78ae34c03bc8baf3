package dev.rapport.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import dev.rapport.support.TestUsers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

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

    private List<String> before;

    @BeforeEach
    void nobodyIsAdministrator() {
        before = administrators();
        before.forEach(user -> identityService.deleteMembership(user, Group.SYSTEM_ADMIN.id()));
    }

    @AfterEach
    void asBefore() {
        administrators().forEach(user -> identityService.deleteMembership(user, Group.SYSTEM_ADMIN.id()));
        before.forEach(user -> identityService.createMembership(user, Group.SYSTEM_ADMIN.id()));
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
        identityService.createMembership("sabine", Group.SYSTEM_ADMIN.id());

        firstAdministrator.run(new DefaultApplicationArguments());

        assertThat(administrators()).containsExactly("sabine");
    }

    private List<String> administrators() {
        return identityService.createUserQuery().memberOfGroup(Group.SYSTEM_ADMIN.id()).list().stream()
                .map(User::getId)
                .toList();
    }
}
