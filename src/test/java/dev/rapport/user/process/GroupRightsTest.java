package dev.rapport.user.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rapport.IntegrationTest;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the engine has on record of who may do what, read back and held against the security concept. */
@IntegrationTest
class GroupRightsTest {

    @Autowired
    private AuthorizationService authorizations;

    @Autowired
    private GroupRights groupRights;

    @Autowired
    private JdbcClient jdbc;

    /** Group, resource, permissions. That a group may read itself the engine grants along with the group. */
    private static final String GRANTED = """
            manager | APPLICATION cockpit | ACCESS
            manager | APPLICATION tasklist | ACCESS
            manager | DEPLOYMENT * | READ
            manager | FILTER * | READ
            manager | GROUP manager | READ
            manager | PROCESS_DEFINITION * | READ READ_HISTORY READ_INSTANCE READ_TASK
            manager | PROCESS_DEFINITION contact | CREATE_INSTANCE READ READ_HISTORY READ_INSTANCE READ_TASK TASK_ASSIGN TASK_WORK
            manager | PROCESS_DEFINITION measure | CREATE_INSTANCE READ READ_HISTORY READ_INSTANCE READ_TASK TASK_ASSIGN TASK_WORK
            manager | PROCESS_INSTANCE * | CREATE
            manager | TASK * | READ
            manager | USER * | READ
            processAdmin | APPLICATION cockpit | ACCESS
            processAdmin | APPLICATION tasklist | ACCESS
            processAdmin | BATCH * | CREATE READ
            processAdmin | DEPLOYMENT * | CREATE DELETE READ
            processAdmin | FILTER * | READ
            processAdmin | GROUP processAdmin | READ
            processAdmin | PROCESS_DEFINITION * | MIGRATE_INSTANCE READ READ_HISTORY READ_INSTANCE READ_TASK RETRY_JOB SUSPEND SUSPEND_INSTANCE UPDATE UPDATE_INSTANCE UPDATE_INSTANCE_VARIABLE
            processAdmin | PROCESS_INSTANCE * | READ RETRY_JOB UPDATE UPDATE_VARIABLE
            processAdmin | TASK * | READ
            staff | APPLICATION tasklist | ACCESS
            staff | FILTER * | READ
            staff | GROUP staff | READ
            staff | PROCESS_DEFINITION contact | CREATE_INSTANCE READ READ_HISTORY READ_INSTANCE READ_TASK TASK_ASSIGN TASK_WORK
            staff | PROCESS_DEFINITION measure | CREATE_INSTANCE READ READ_HISTORY READ_INSTANCE READ_TASK TASK_ASSIGN TASK_WORK
            staff | PROCESS_INSTANCE * | CREATE
            staff | USER * | READ
            systemAdmin | APPLICATION admin | ACCESS
            systemAdmin | AUTHORIZATION * | ALL
            systemAdmin | GROUP * | ALL
            systemAdmin | GROUP systemAdmin | READ
            systemAdmin | GROUP_MEMBERSHIP * | ALL
            systemAdmin | TENANT * | ALL
            systemAdmin | USER * | ALL
            """;

    @Test
    void groupsMayDoInTheEngineWhatTheSecurityConceptSaysAndNothingElse() {
        assertThat(granted())
                .containsExactlyInAnyOrderElementsOf(GRANTED.lines().toList());
    }

    /** The vendor's own group has everything, and nobody is in it but a user who cannot log in. */
    @Test
    void theVendorsGroupIsNobodys() {
        assertThat(jdbc.sql("select user_id_ from act_id_membership where group_id_ = 'camunda-admin'")
                        .query(String.class)
                        .list())
                .containsExactly(GroupRights.TECHNICAL_USER);
        assertThat(jdbc.sql("select count(*) from rapport.app_user where user_id = :user")
                        .param("user", GroupRights.TECHNICAL_USER)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aSecondStartChangesNothing() {
        Set<String> before = granted();

        groupRights.run(new DefaultApplicationArguments());

        assertThat(granted()).isEqualTo(before);
    }

    private Set<String> granted() {
        return authorizations.createAuthorizationQuery().list().stream()
                .filter(each -> !"camunda-admin".equals(each.getGroupId()))
                // everybody's own filters and profile, which the engine grants by itself
                .filter(each -> each.getUserId() == null || each.getUserId().equals("*"))
                // the tasks there are, which the engine grants to those whom the model names
                .filter(each -> each.getResourceType() != Resources.TASK.resourceType()
                        || each.getResourceId().equals(Authorization.ANY))
                .map(GroupRightsTest::line)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String line(Authorization authorization) {
        Resource resource = Arrays.stream(Resources.values())
                .filter(each -> each.resourceType() == authorization.getResourceType())
                .findFirst()
                .orElseThrow();
        String type = authorization.getAuthorizationType() == Authorization.AUTH_TYPE_GRANT ? "" : "not only granted: ";
        return type + (authorization.getGroupId() == null ? authorization.getUserId() : authorization.getGroupId())
                + " | " + resource + " " + authorization.getResourceId() + " | " + permissions(authorization, resource);
    }

    private static String permissions(Authorization authorization, Resource resource) {
        if (authorization.isPermissionGranted(Permissions.ALL)) {
            return "ALL";
        }
        return Stream.<Permission>concat(
                        Stream.<Permission>concat(
                                Arrays.stream(Permissions.values()),
                                Arrays.stream(ProcessDefinitionPermissions.values())),
                        Stream.<Permission>concat(
                                Stream.<Permission>concat(
                                        Arrays.stream(ProcessInstancePermissions.values()),
                                        Arrays.stream(TaskPermissions.values())),
                                Arrays.stream(BatchPermissions.values())))
                .filter(each ->
                        each.getValue() != 0 && Arrays.asList(each.getTypes()).contains(resource))
                .filter(authorization::isPermissionGranted)
                .map(Permission::getName)
                .sorted()
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
