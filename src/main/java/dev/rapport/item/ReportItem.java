package dev.rapport.item;

import dev.rapport.shared.AuditTrail;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Moment;
import dev.rapport.shared.OutcomeCategory;
import dev.rapport.shared.OutcomeLabel;
import dev.rapport.shared.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps what somebody reports of an item that is not closed at once, because somebody else has a task before that (rule
 * 35). It is checked when it is reported: whoever comes later could not answer for it. The infotext goes to the item,
 * where everybody reads it.
 *
 * @param <I> the item
 * @param <O> how it ended
 */
public abstract class ReportItem<I extends Item, O extends ItemOutcome> {

    private final String kind;
    private final Items<I> items;
    private final ItemChecks checks;
    private final Reports reports;
    private final AuditTrail audit;
    private final Moment moment;
    private final CurrentUser currentUser;

    protected ReportItem(
            String kind,
            Items<I> items,
            ItemChecks checks,
            Reports reports,
            AuditTrail audit,
            Moment moment,
            CurrentUser currentUser) {
        this.kind = kind;
        this.items = items;
        this.checks = checks;
        this.reports = reports;
        this.audit = audit;
        this.moment = moment;
        this.currentUser = currentUser;
    }

    /** The item and what is kept beside it; no report where nobody has reported yet. */
    public record Kept<I>(I item, @Nullable Report report) {}

    /** When an item took place or is tried again, as it is reported; neither for one that has no times. */
    public record Times(@Nullable Instant start, @Nullable Duration duration) {

        /** Of an item that ended without having taken place, or has no times. */
        public static final Times NONE = new Times(null, null);
    }

    /**
     * What only one kind of item says with its outcome, checked.
     *
     * @param write what goes to the item at once
     */
    public record Taken(Times times, Runnable write) {}

    /**
     * Keeps a report in place of an earlier one.
     *
     * @param label of the outcome; null where none is asked for
     * @param category what it means
     * @throws BusinessRuleViolation whatever {@link CloseItem} would refuse
     */
    @Transactional
    public Kept<I> report(Long id, O outcome, @Nullable OutcomeLabel label, OutcomeCategory category) {
        I item = items.open(id);
        FieldChecks errors = new FieldChecks();
        Taken taken = take(errors, item, outcome, category, Times.NONE);
        note(item, errors, outcome.infotext(), taken.write());
        String typed = outcome.infotext();
        Report report = ReportBuilder.builder()
                .outcome(label == null ? null : outcome.outcome())
                .label(label)
                .category(category)
                .start(taken.times().start())
                .duration(taken.times().duration())
                .infotext(typed == null || Texts.isBlank(typed) ? item.infotext() : Texts.lines(typed))
                .by(currentUser.id())
                .at(moment.now())
                .build();
        reports.keep(kind, id, report);
        return new Kept<>(item, report);
    }

    /**
     * Takes what somebody else has entered along with another task, before or after it was reported.
     *
     * @throws BusinessRuleViolation whatever {@link CloseItem} would refuse
     */
    @Transactional
    public Kept<I> confirm(Long id, O entered) {
        I item = items.open(id);
        Report report = reports.find(kind, id).orElse(null);
        FieldChecks errors = new FieldChecks();
        Taken taken = report == null
                ? take(errors, item, entered, OutcomeCategory.NOT_PERFORMED, Times.NONE)
                : take(errors, item, entered, report.category(), new Times(report.start(), report.duration()));
        note(item, errors, entered.infotext(), taken.write());
        if (report == null) {
            return new Kept<>(item, null);
        }
        Report confirmed = report.with(taken.times().start(), taken.times().duration());
        if (!confirmed.equals(report)) {
            reports.keep(kind, id, confirmed);
        }
        return new Kept<>(item, confirmed);
    }

    /** Whether there is still something to close; a model may have tasks behind that. */
    @Transactional(readOnly = true)
    public boolean isOpen(Long id) {
        return items.findById(id).filter(Item::open).isPresent();
    }

    /** Adds to the infotext, of a closed item too (rule 23), what somebody has entered along with another task. */
    @Transactional
    public I note(Long id, @Nullable String infotext) {
        I item = items.locked(id);
        note(item, new FieldChecks(), infotext, () -> {});
        return item;
    }

    /**
     * What the item is to become: what was reported, unless it becomes something else than that.
     *
     * @param chosen with the latest outcome
     * @param category what it becomes
     */
    @Transactional(readOnly = true)
    public O outcome(Long id, O chosen, OutcomeCategory category) {
        Report report = reports.find(kind, id).orElseThrow(() -> BusinessRuleViolation.notFound("id"));
        boolean same = report.category() == category;
        String outcome = report.outcome() != null && same ? report.outcome() : chosen.outcome();
        // when it took place is not when it is tried again
        boolean otherTimes = !same && category == OutcomeCategory.OPEN;
        return reported(otherTimes ? report.with(null, null) : report, outcome, chosen);
    }

    /**
     * Checks what only this kind of item says with its outcome.
     *
     * @param category what the outcome means
     * @param known the times that count where nothing is entered
     */
    protected abstract Taken take(FieldChecks errors, I item, O entered, OutcomeCategory category, Times known);

    /** The outcome with what was reported instead of what was entered last. */
    protected abstract O reported(Report report, @Nullable String outcome, O chosen);

    private void note(I item, FieldChecks errors, @Nullable String addition, Runnable special) {
        String before = item.infotext();
        String infotext = checks.extended(errors, item, addition);
        errors.refuseIfAny();
        special.run();
        item.note(infotext);
        changed(item, "infotext", before, item.infotext());
        items.flush();
    }

    /** Keeps in the audit trail what a field was, if it is something else now. */
    protected final void changed(I item, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            audit.changed(kind, item.id(), field, before, after);
        }
    }
}
