package dev.rapport.address.web;

import dev.rapport.address.AddressHit;
import dev.rapport.shared.Page;
import dev.rapport.web.Highlight;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The web part of a company's contact persons.
 *
 * @param filter what was typed to find one
 * @param form the form that adds one
 * @param open whether that form is open
 * @param duplicates of the one that was added last
 */
record Persons(
        Page<AddressHit> page,
        String filter,
        Highlight highlight,
        AddressForm form,
        boolean open,
        Map<String, String> errors,
        List<AddressHit> duplicates) {

    static Persons of(Page<AddressHit> page, @Nullable String filter) {
        return new Persons(
                page,
                filter == null ? "" : filter,
                Highlight.of(filter),
                AddressForm.empty(null),
                false,
                Map.of(),
                List.of());
    }

    Persons opened() {
        return new Persons(page, filter, highlight, form, true, errors, duplicates);
    }

    Persons with(AddressForm typed, Map<String, String> wrong, List<AddressHit> similar) {
        return new Persons(page, filter, highlight, typed, !wrong.isEmpty(), wrong, similar);
    }
}
