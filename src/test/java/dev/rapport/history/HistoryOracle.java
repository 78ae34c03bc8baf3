package dev.rapport.history;

import dev.rapport.lists.Entry;
import dev.rapport.lists.Entry.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a history has to show, kept in plain collections and without a thought for speed. It knows the rules of
 * {@code domain.md} and nothing of tables, audiences or indexes.
 */
final class HistoryOracle {

    /** What somebody sees of an entry. */
    record Line(
            Kind kind,
            long id,
            boolean upcoming,
            Instant start,
            String status,
            String subject,
            @Nullable String infotext,
            @Nullable Long contactPerson,
            @Nullable String responsible,
            @Nullable String campaign) {

        static Line of(Entry entry) {
            return new Line(
                    entry.kind(),
                    entry.id(),
                    entry.upcoming(),
                    entry.start(),
                    entry.status(),
                    entry.subject(),
                    entry.infotext(),
                    entry.contactPersonId(),
                    entry.responsibleName(),
                    entry.campaign());
        }
    }

    /** A contact or a measure. */
    static final class Item {

        final Kind kind;
        final long id;
        final String subject;
        final @Nullable Long person;
        final @Nullable String responsible;
        final @Nullable Long campaign;
        String status = "PLANNED";
        Instant start;

        @Nullable
        String infotext;
        /** In whose history it is; of an open measure that is decided by present membership. */
        Set<Long> concerned = Set.of();

        Item(
                Kind kind,
                long id,
                String subject,
                Instant start,
                @Nullable Long person,
                @Nullable String responsible,
                @Nullable Long campaign) {
            this.kind = kind;
            this.id = id;
            this.subject = subject;
            this.start = start;
            this.person = person;
            this.responsible = responsible;
            this.campaign = campaign;
        }

        boolean open() {
            return status.equals("PLANNED");
        }
    }

    private final Map<Long, @Nullable Long> companies = new LinkedHashMap<>();
    private final Map<Long, String> titles = new LinkedHashMap<>();
    private final Map<Long, Set<Long>> members = new LinkedHashMap<>();
    private final List<Item> items = new ArrayList<>();

    void address(long id, @Nullable Long company) {
        companies.put(id, company);
    }

    void campaign(long id, String title) {
        titles.put(id, title);
        members.putIfAbsent(id, new HashSet<>());
    }

    List<Item> open(Kind kind) {
        return items.stream().filter(item -> item.kind == kind && item.open()).toList();
    }

    void assign(long campaign, long address) {
        members.get(campaign).add(address);
    }

    void remove(long campaign, long address) {
        members.get(campaign).remove(address);
    }

    void contact(Item contact, long address) {
        contact.concerned = withCompanies(Set.of(address));
        items.add(contact);
    }

    void measure(Item measure) {
        items.add(measure);
    }

    void closeContact(Item contact, String status, String infotext) {
        contact.status = status;
        contact.infotext = infotext;
    }

    /** It concerns for ever whom the campaign addresses now. */
    void closeMeasure(Item measure, String status, String infotext, Instant closed) {
        measure.concerned = concernedNow(measure);
        measure.status = status;
        measure.infotext = infotext;
        measure.start = closed;
    }

    /** Open entries above closed ones, each newest first. */
    List<Line> history(long address) {
        return items.stream()
                .filter(item -> (item.kind == Kind.MEASURE && item.open() ? concernedNow(item) : item.concerned)
                        .contains(address))
                .map(item -> new Line(
                        item.kind,
                        item.id,
                        item.open(),
                        item.start,
                        item.status,
                        item.subject,
                        item.infotext,
                        item.person,
                        item.responsible,
                        item.campaign == null ? null : titles.get(item.campaign)))
                .sorted(Comparator.comparing(Line::upcoming)
                        .thenComparing(Line::start)
                        .thenComparing(Line::kind)
                        .thenComparing(Line::id)
                        .reversed())
                .toList();
    }

    private Set<Long> concernedNow(Item measure) {
        return measure.campaign == null ? Set.of() : withCompanies(members.get(measure.campaign));
    }

    private Set<Long> withCompanies(Set<Long> addresses) {
        Set<Long> all = new HashSet<>(addresses);
        for (Long address : addresses) {
            Long company = companies.get(address);
            if (company != null) {
                all.add(company);
            }
        }
        return all;
    }
}
