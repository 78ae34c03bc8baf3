package dev.rapport.item.process;

import dev.rapport.engine.Mark;
import dev.rapport.engine.ModelStep;
import dev.rapport.engine.StepDeclaration;
import dev.rapport.engine.StepParameter;
import dev.rapport.item.Item;
import dev.rapport.reminder.SendNotice;
import dev.rapport.reminder.SendNotice.Notice;
import dev.rapport.shared.Placeholders;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/**
 * "Benachrichtigen": tells colleagues by mail; {@code {number}}, {@code {subject}} and what each kind of item adds stand for the
 * item's.
 *
 * @param <I> the item
 */
public abstract class NotifyStep<I extends Item> extends ModelStep {

    private static final String WHOM = "notifyWhom";
    private static final String SUBJECT = "noticeSubject";
    private static final String TEXT = "noticeText";

    private final SendNotice sendNotice;
    private final NamedPeople people;

    protected NotifyStep(StepDeclaration declaration, SendNotice sendNotice, NamedPeople people) {
        super(declaration);
        this.sendNotice = sendNotice;
        this.people = people;
    }

    protected static StepDeclaration declared(String process) {
        return StepDeclaration.event("envelope")
                .in(process)
                .after(Mark.REGISTERED)
                .asynchronous()
                .parameters(
                        StepParameter.required(WHOM, StepParameter.Kind.PEOPLE, StepParameter.RESPONSIBLE),
                        StepParameter.required(SUBJECT, StepParameter.Kind.TEXT, "{number}: {subject}"),
                        StepParameter.required(TEXT, StepParameter.Kind.LINES, null))
                .build();
    }

    @Override
    protected final void run(DelegateExecution execution) {
        I item = item(Long.valueOf(execution.getProcessBusinessKey()));
        Map<String, String> values = values(item);
        Set<String> recipients = new HashSet<>();
        for (String named : required(execution, WHOM).split(",", -1)) {
            String recipient = people.of(named.strip(), item);
            if (recipient != null) {
                recipients.add(recipient);
            }
        }
        sendNotice.send(new Notice(
                item.kind(),
                item.id(),
                item.number(),
                Placeholders.fill(required(execution, SUBJECT), values),
                Placeholders.fill(required(execution, TEXT), values),
                recipients));
    }

    /** The item as it stands in the current transaction. */
    protected abstract I item(Long id);

    /** What can stand in a text, by its name. */
    protected abstract Map<String, String> values(I item);
}
