package dev.rapport.engine;

import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Asks {@link TaskPeople} before anybody completes, claims, resolves, assigns or otherwise works on a task. Every command
 * of the engine asks here, so that pages, the API, Tasklist and the engine's REST API have no way past; what is granted on
 * a whole process, as colleagues need it to stand in for each other, does not reach the tasks that a model gives to
 * certain people.
 */
final class TaskRights extends AuthorizationCommandChecker {

    private final ObjectProvider<TaskPeople> people;

    TaskRights(ObjectProvider<TaskPeople> people) {
        this.people = people;
    }

    /** Completing, submitting its form, claiming, resolving; an error or escalation in its place; comments. */
    @Override
    public void checkTaskWork(TaskEntity task) {
        people.getObject().require(task);
        super.checkTaskWork(task);
    }

    /** Assigning, delegating, adding and removing candidates: who may do the work may hand it on. */
    @Override
    public void checkTaskAssign(TaskEntity task) {
        people.getObject().require(task);
        super.checkTaskAssign(task);
    }
}
