package dev.rapport.item.process;

import dev.rapport.engine.StepParameter;
import dev.rapport.item.Item;
import dev.rapport.user.LineManagers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom a designer means who names somebody of the item, instead of a login. */
@Component
public class NamedPeople {

    private final LineManagers managers;

    NamedPeople(LineManagers managers) {
        this.managers = managers;
    }

    /** Their login; null where the one whose manager is meant reports to nobody. */
    @Nullable
    String of(String named, Item item) {
        return switch (named) {
            case StepParameter.RESPONSIBLE -> item.assignee();
            case StepParameter.CREATOR -> item.createdBy();
            case StepParameter.RESPONSIBLES_MANAGER -> managers.of(item.assignee());
            case StepParameter.CREATORS_MANAGER -> managers.of(item.createdBy());
            default -> named;
        };
    }
}
