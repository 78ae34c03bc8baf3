package dev.rapport.bulk;

import dev.rapport.engine.OrderProcess;
import dev.rapport.lists.Entry;
import dev.rapport.lists.ListEntries;
import dev.rapport.shared.BusinessRuleViolation;
import dev.rapport.shared.CurrentUser;
import dev.rapport.shared.FieldChecks;
import dev.rapport.shared.Languages;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders that many contacts or measures are changed. What is meant is settled here: whatever passes the filter later has no
 * part in it. The work is done in the background, see {@link ChangeNextEntries}.
 */
@Service
public class StartBulkChange {

    /** More at once nobody oversees. */
    public static final int MOST = 10_000;

    private final BulkChanges changes;
    private final OrderProcess process;
    private final CheckBulkChange checkBulkChange;
    private final ListEntries listEntries;
    private final CurrentUser currentUser;

    StartBulkChange(
            BulkChanges changes,
            @Qualifier("bulkChangeProcess") OrderProcess process,
            CheckBulkChange checkBulkChange,
            ListEntries listEntries,
            CurrentUser currentUser) {
        this.changes = changes;
        this.process = process;
        this.checkBulkChange = checkBulkChange;
        this.listEntries = listEntries;
        this.currentUser = currentUser;
    }

    /**
     * Gives the order.
     *
     * @return its id
     * @throws BusinessRuleViolation everything wrong with the input at once; {@code ids} bulk.nothing-meant or bulk.too-many
     */
    @Transactional
    public Long start(Meant meant, BulkChangeDraft draft) {
        FieldChecks checks = new FieldChecks();
        CheckedBulkChange order = checkBulkChange.check(checks, meant.list(), draft);
        List<Long> entries = meant.filter() == null
                ? meant.ids()
                : listEntries.ids(meant.list(), meant.filter(), MOST + 1).stream()
                        .sorted()
                        .toList();
        refuseNumber(checks, entries.size());
        checks.refuseIfAny();
        if (order == null) {
            throw new IllegalStateException("A draft passed its check without an order");
        }
        Long change = changes.add(meant.list(), order, language(), entries, currentUser.id());
        process.start(change);
        return change;
    }

    /**
     * Says what is wrong with what is to be done, without doing anything.
     *
     * @param checks are told of it
     */
    @Transactional
    public void check(FieldChecks checks, Entry.Kind list, BulkChangeDraft draft) {
        checkBulkChange.check(checks, list, draft);
    }

    /** How many are meant just now; one more than {@link #MOST} stands for more than that. */
    @Transactional(readOnly = true)
    public int count(Meant meant) {
        return meant.filter() == null
                ? meant.ids().size()
                : listEntries.ids(meant.list(), meant.filter(), MOST + 1).size();
    }

    /** Says what is wrong with so many. */
    private static void refuseNumber(FieldChecks checks, int number) {
        if (number == 0) {
            checks.refuse("ids", "bulk.nothing-meant");
        } else if (number > MOST) {
            checks.refuse("ids", "bulk.too-many", MOST);
        }
    }

    private static Locale language() {
        return Languages.of(LocaleContextHolder.getLocale());
    }
}
