package dev.rapport.engine;

import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.ColleagueNames;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.task.IdentityLink;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * Who may work on a task (rule 35): whom the model names, and nobody else. Staff stand in for each other in <i>Kontakt
 * durchführen</i> and <i>Maßnahme durchführen</i>, and in a task that names nobody.
 */
@Component
public class TaskPeople {

    private static final String MANAGER = "manager";

    private final List<Lifecycle> lifecycles;
    private final CurrentUser currentUser;
    private final ColleagueNames colleagues;
    private final IdentityService identityService;
    private final ProcessEngineConfigurationImpl configuration;
    private final MessageSource messages;
    private final Sentences sentences;

    TaskPeople(
            List<Lifecycle> lifecycles,
            CurrentUser currentUser,
            ColleagueNames colleagues,
            IdentityService identityService,
            ProcessEngine engine,
            MessageSource messages,
            Sentences sentences) {
        this.lifecycles = lifecycles;
        this.currentUser = currentUser;
        this.colleagues = colleagues;
        this.identityService = identityService;
        this.configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.messages = messages;
        this.sentences = sentences;
    }

    /** The people of one task. */
    public record Named(Set<String> users, Set<String> groups) {}

    /** Whether it is the task in which people say how an item ended. */
    boolean isWork(String process, @Nullable String element) {
        return lifecycles.stream()
                .filter(lifecycle -> lifecycle.process().equals(process))
                .anyMatch(lifecycle ->
                        lifecycle.work() != null && lifecycle.work().task().equals(element));
    }

    /**
     * Refuses whoever is not named. Jobs and trials, which have nobody, complete what they have to.
     *
     * @throws BusinessRuleViolation task.not-named, with who may
     */
    void require(TaskEntity task) {
        if (task.getExecutionId() == null
                || Trial.isRunning()
                || currentUser.id().equals(CurrentUser.SYSTEM)
                || isWork(task.getProcessDefinition().getKey(), task.getTaskDefinitionKey())) {
            return;
        }
        Named named = named(task);
        if (!mayComplete(named)) {
            Locale reader = LocaleContextHolder.getLocale();
            BusinessRuleViolation refusal =
                    BusinessRuleViolation.invalid("task", "task.not-named", alternatives(named, reader));
            throw refusal.saying(sentences.of(refusal, reader));
        }
    }

    /** The people of an open task. */
    public Named of(String taskId) {
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> named(context.getTaskManager().findTaskById(taskId)));
    }

    /** Whoever has it; that others may stand in needs not be said. */
    public Named ofWork(@Nullable String assignee) {
        return assignee == null
                ? new Named(Set.of(), Set.of(EngineGroups.STAFF))
                : new Named(Set.of(assignee), Set.of());
    }

    private static Named named(TaskEntity task) {
        Set<String> users = new TreeSet<>();
        Set<String> groups = new TreeSet<>();
        if (task.getAssignee() != null) {
            users.add(task.getAssignee());
        }
        for (IdentityLink candidate : task.getCandidates()) {
            if (candidate.getUserId() != null) {
                users.add(candidate.getUserId());
            }
            if (candidate.getGroupId() != null) {
                groups.add(candidate.getGroupId());
            }
        }
        if (users.isEmpty() && groups.isEmpty()) {
            // whom the model names has handed it back, or an expression found nobody: that opens it to no colleague
            groups.addAll(
                    namesNobody(task.getTaskDefinition()) ? Set.of(MANAGER, EngineGroups.STAFF) : Set.of(MANAGER));
        }
        return new Named(users, groups);
    }

    private static boolean namesNobody(TaskDefinition model) {
        return model.getAssigneeExpression() == null
                && model.getCandidateUserIdExpressions().isEmpty()
                && model.getCandidateGroupIdExpressions().isEmpty();
    }

    public boolean mayComplete(Named named) {
        return named.users().contains(currentUser.id())
                || named.groups().stream().anyMatch(this::isIn);
    }

    /** Whether the person at work is one of those who stand in for each other. */
    public boolean standsIn() {
        return isIn(EngineGroups.STAFF) || isIn(MANAGER);
    }

    /**
     * Whether those whom a task names are known to be among those who stand in for each other, and the task is of an item's lifecycle.
     * Of whom else than the person at work it is not known.
     */
    boolean standIn(TaskEntity task, @Nullable String group, @Nullable String user) {
        boolean stand = user == null
                ? EngineGroups.STAFF.equals(group) || MANAGER.equals(group)
                : user.equals(currentUser.id()) && standsIn();
        return stand
                && task.getProcessDefinition() != null
                && lifecycles.stream()
                        .anyMatch(lifecycle -> lifecycle.work() != null
                                && lifecycle
                                        .process()
                                        .equals(task.getProcessDefinition().getKey()));
    }

    private boolean isIn(String group) {
        return currentUser.hasAnyRole(EngineGroups.role(group));
    }

    /** "Leitung, Ben Yılmaz": who it waits for. */
    public String next(Named named, Map<String, String> known, Locale reader) {
        return String.join(", ", names(named, known, group -> groupName(group, reader)));
    }

    /** "die Leitung oder Ben Yılmaz". */
    private String alternatives(Named named, Locale reader) {
        return names(named, Map.of(), group -> theGroup(group, reader)).stream()
                .reduce((one, other) -> sentences.text("item.or", reader, one, other))
                .orElseThrow();
    }

    private List<String> names(Named named, Map<String, String> known, Function<String, String> groupName) {
        List<String> names = new ArrayList<>();
        named.groups().stream().map(groupName).forEach(names::add);
        for (String login : named.users()) {
            names.add(known.containsKey(login) ? known.get(login) : colleagues.of(login));
        }
        return names;
    }

    private String groupName(String id, Locale reader) {
        String known = messages.getMessage("user.group." + EngineGroups.role(id), null, "", reader);
        if (known != null && !known.isEmpty()) {
            return known;
        }
        Group group = identityService.createGroupQuery().groupId(id).singleResult();
        return group == null ? id : group.getName();
    }

    private String theGroup(String id, Locale reader) {
        String known = messages.getMessage("user.group.the." + EngineGroups.role(id), null, "", reader);
        return known == null || known.isEmpty()
                ? sentences.text("user.group.the", reader, groupName(id, reader))
                : known;
    }
}
