package dev.rapport.lists.web;

import dev.rapport.lists.Entry;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of the filters that lists of contacts and measures offer, by whatever page they are shown. */
public final class OfferedFilters {

    private static final Set<String> PERIOD = Set.of("period", "from", "to");

    private static final Set<String> OF_BOTH =
            Set.of("text", "status", "outcome", "responsible", "creator", "address", "campaign", "voided");

    private static final Set<String> OF_CONTACTS_ONLY = Set.of("type", "direction", "reminder", "withoutFollowUp");

    private static final Set<String> OF_MEASURES = union(OF_BOTH, PERIOD);

    private static final Set<String> OF_CONTACTS = union(OF_MEASURES, OF_CONTACTS_ONLY);

    /** Of contacts on a page that says itself which days it shows. */
    public static final Set<String> OF_CONTACTS_BY_DAY = union(OF_BOTH, OF_CONTACTS_ONLY);

    private OfferedFilters() {}

    static Set<String> of(Entry.Kind kind) {
        return kind == Entry.Kind.CONTACT ? OF_CONTACTS : OF_MEASURES;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
