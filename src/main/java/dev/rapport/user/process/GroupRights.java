package dev.rapport.user.process;

import dev.rapport.user.Group;
import java.util.Arrays;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Groups and what they may do inside the engine, laid down at every start: the engine's half of the permission table.
 * Managers watch in Cockpit and change nothing there (rule 33).
 */
@Component
@Order(10)
class GroupRights implements ApplicationRunner {

    /** Two nodes that start at once on an empty database lay the groups down one after the other. */
    private static final int LOCK = 0x9a0095;

    /** Nobody, and no user of Rapport's; see {@link #occupyVendorAdminGroup}. */
    static final String TECHNICAL_USER = "rapport";

    private final IdentityService identityService;
    private final AuthorizationService authorizationService;
    private final JdbcClient jdbc;

    GroupRights(IdentityService identityService, AuthorizationService authorizationService, JdbcClient jdbc) {
        this.identityService = identityService;
        this.authorizationService = authorizationService;
        this.jdbc = jdbc;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query()
                .listOfRows();
        for (Group group : Group.values()) {
            createGroup(group.id(), group.label());
        }
        occupyVendorAdminGroup();
        for (Group group : new Group[] {Group.STAFF, Group.MANAGER, Group.PROCESS_ADMIN}) {
            grant(group, Resources.APPLICATION, "tasklist", Permissions.ACCESS);
            grant(group, Resources.FILTER, Authorization.ANY, Permissions.READ);
        }
        for (Group group : new Group[] {Group.STAFF, Group.MANAGER}) {
            for (String process : new String[] {"contact", "measure"}) {
                grant(
                        group,
                        Resources.PROCESS_DEFINITION,
                        process,
                        ProcessDefinitionPermissions.READ,
                        ProcessDefinitionPermissions.CREATE_INSTANCE,
                        ProcessDefinitionPermissions.READ_TASK,
                        ProcessDefinitionPermissions.TASK_WORK,
                        // colleagues stand in for each other: they take over a task that is somebody's already
                        ProcessDefinitionPermissions.TASK_ASSIGN,
                        ProcessDefinitionPermissions.READ_INSTANCE,
                        ProcessDefinitionPermissions.READ_HISTORY);
            }
            grant(group, Resources.PROCESS_INSTANCE, Authorization.ANY, ProcessInstancePermissions.CREATE);
            grant(group, Resources.USER, Authorization.ANY, Permissions.READ);
        }
        for (Group group : new Group[] {Group.MANAGER, Group.PROCESS_ADMIN}) {
            grant(group, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
            grant(
                    group,
                    Resources.PROCESS_DEFINITION,
                    Authorization.ANY,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.READ_INSTANCE,
                    ProcessDefinitionPermissions.READ_TASK,
                    ProcessDefinitionPermissions.READ_HISTORY);
            grant(group, Resources.DEPLOYMENT, Authorization.ANY, Permissions.READ);
            // Cockpit's page of human tasks counts them by group, for which reading single ones is not enough
            grant(group, Resources.TASK, Authorization.ANY, TaskPermissions.READ);
        }
        grant(
                Group.PROCESS_ADMIN,
                Resources.PROCESS_DEFINITION,
                Authorization.ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.READ_HISTORY,
                ProcessDefinitionPermissions.UPDATE,
                ProcessDefinitionPermissions.RETRY_JOB,
                ProcessDefinitionPermissions.SUSPEND,
                ProcessDefinitionPermissions.SUSPEND_INSTANCE,
                ProcessDefinitionPermissions.UPDATE_INSTANCE,
                ProcessDefinitionPermissions.UPDATE_INSTANCE_VARIABLE,
                ProcessDefinitionPermissions.MIGRATE_INSTANCE);
        grant(
                Group.PROCESS_ADMIN,
                Resources.PROCESS_INSTANCE,
                Authorization.ANY,
                ProcessInstancePermissions.READ,
                ProcessInstancePermissions.UPDATE,
                ProcessInstancePermissions.RETRY_JOB,
                ProcessInstancePermissions.UPDATE_VARIABLE);
        grant(
                Group.PROCESS_ADMIN,
                Resources.DEPLOYMENT,
                Authorization.ANY,
                Permissions.READ,
                Permissions.CREATE,
                Permissions.DELETE);

        grant(Group.PROCESS_ADMIN, Resources.BATCH, Authorization.ANY, BatchPermissions.READ, BatchPermissions.CREATE);
        grant(Group.SYSTEM_ADMIN, Resources.APPLICATION, "admin", Permissions.ACCESS);
        for (Resource resource : new Resource[] {
            Resources.USER, Resources.GROUP, Resources.GROUP_MEMBERSHIP, Resources.AUTHORIZATION, Resources.TENANT
        }) {
            grant(Group.SYSTEM_ADMIN, resource, Authorization.ANY, Permissions.ALL);
        }
    }

    /**
     * The webapps send everybody to their set-up page while the vendor's admin group is empty. A technical user without
     * a Rapport login fills it; nobody can log in as that user, and no person is in that group.
     */
    private void occupyVendorAdminGroup() {
        createGroup(Groups.CAMUNDA_ADMIN, "Camunda");
        if (identityService
                        .createUserQuery()
                        .memberOfGroup(Groups.CAMUNDA_ADMIN)
                        .count()
                == 0) {
            var technical = identityService.newUser(TECHNICAL_USER);
            technical.setLastName("Rapport");
            technical.setPassword(UUID.randomUUID().toString() + UUID.randomUUID());
            identityService.saveUser(technical);
            identityService.createMembership(technical.getId(), Groups.CAMUNDA_ADMIN);
        }
    }

    private void createGroup(String id, String label) {
        if (identityService.createGroupQuery().groupId(id).count() == 0) {
            var created = identityService.newGroup(id);
            created.setName(label);
            created.setType("RAPPORT");
            identityService.saveGroup(created);
        }
    }

    private void grant(Group group, Resource resource, String resourceId, Permission... permissions) {
        Authorization existing = authorizationService
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(group.id())
                .resourceType(resource)
                .resourceId(resourceId)
                .singleResult();
        Authorization authorization = existing != null
                ? existing
                : authorizationService.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        if (existing != null && Arrays.stream(permissions).allMatch(existing::isPermissionGranted)) {
            return;
        }
        authorization.setGroupId(group.id());
        authorization.setResource(resource);
        authorization.setResourceId(resourceId);
        authorization.setPermissions(permissions);
        authorizationService.saveAuthorization(authorization);
    }
}
