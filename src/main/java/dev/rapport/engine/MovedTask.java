package dev.rapport.engine;

import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.IdentityLinkEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.task.TaskDecorator;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.jspecify.annotations.Nullable;

/**
 * An open task after its instance was moved. The engine takes over the form only; what both versions draw differently is
 * reckoned here as for a new task, and what they draw alike stays, such as who has claimed it and when it is due.
 */
final class MovedTask extends TaskDecorator {

    private final TaskDefinition before;

    private MovedTask(TaskDefinition before, TaskDefinition now, ExpressionManager expressions) {
        super(now, expressions);
        this.before = before;
    }

    /** @param source the model that the task was drawn by before */
    static void follow(TaskEntity task, ProcessDefinitionEntity source, ExpressionManager expressions) {
        ExecutionEntity execution = task.getExecution();
        TaskDefinition before = source.getTaskDefinitions().get(task.getTaskDefinitionKey());
        TaskDefinition now = execution == null
                ? null
                : execution.getProcessDefinition().getTaskDefinitions().get(task.getTaskDefinitionKey());
        if (execution == null || before == null || now == null) {
            // one that somebody has added by hand: no model draws it
            return;
        }
        task.setTaskDefinition(now);
        new MovedTask(before, now, expressions).follow(task, execution);
        task.fireAuthorizationProvider();
        task.triggerUpdateEvent();
    }

    private void follow(TaskEntity task, ExecutionEntity execution) {
        if (!same(before.getNameExpression(), taskDefinition.getNameExpression())) {
            task.setName(null);
            initializeTaskName(task, execution);
        }
        if (!same(before.getDescriptionExpression(), taskDefinition.getDescriptionExpression())) {
            task.setDescription(null);
            initializeTaskDescription(task, execution);
        }
        if (!same(before.getDueDateExpression(), taskDefinition.getDueDateExpression())) {
            task.setDueDate(null);
            initializeTaskDueDate(task, execution);
        }
        if (!same(before.getFollowUpDateExpression(), taskDefinition.getFollowUpDateExpression())) {
            task.setFollowUpDate(null);
            initializeTaskFollowUpDate(task, execution);
        }
        if (!same(before.getPriorityExpression(), taskDefinition.getPriorityExpression())) {
            initializeTaskPriority(task, execution);
        }
        if (!same(before.getAssigneeExpression(), taskDefinition.getAssigneeExpression())) {
            task.setAssignee(null);
            initializeTaskAssignee(task, execution);
        }
        if (!candidates(before).equals(candidates(taskDefinition))) {
            for (IdentityLinkEntity link : Set.copyOf(task.getIdentityLinks())) {
                if (IdentityLinkType.CANDIDATE.equals(link.getType())) {
                    task.deleteIdentityLink(link.getUserId(), link.getGroupId(), link.getType());
                }
            }
            initializeTaskCandidateUsers(task, execution);
            initializeTaskCandidateGroups(task, execution);
        }
    }

    private static Set<String> candidates(TaskDefinition drawn) {
        return Stream.concat(
                        drawn.getCandidateUserIdExpressions().stream().map(each -> "user " + each.getExpressionText()),
                        drawn.getCandidateGroupIdExpressions().stream()
                                .map(each -> "group " + each.getExpressionText()))
                .collect(Collectors.toSet());
    }

    private static boolean same(@Nullable Expression before, @Nullable Expression now) {
        return Objects.equals(text(before), text(now));
    }

    private static @Nullable String text(@Nullable Expression expression) {
        return expression == null ? null : expression.getExpressionText();
    }
}
