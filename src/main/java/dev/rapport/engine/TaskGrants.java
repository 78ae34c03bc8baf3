package dev.rapport.engine;

import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * What a task grants to whom its model names. Staff and managers may read and do every task of a lifecycle as far as the engine is
 * concerned ({@link TaskPeople} says which of them they really may), so nothing is written for them, nor looked for.
 */
final class TaskGrants extends DefaultAuthorizationProvider {

    private final ObjectProvider<TaskPeople> people;

    TaskGrants(ObjectProvider<TaskPeople> people) {
        this.people = people;
    }

    @Override
    protected AuthorizationEntity @Nullable [] createOrUpdateAuthorizations(
            Task task, @Nullable String groupId, @Nullable String userId) {
        return task instanceof TaskEntity entity && people.getObject().standIn(entity, groupId, userId)
                ? null
                : super.createOrUpdateAuthorizations(task, groupId, userId);
    }
}
