package dev.rapport.address.web;

import dev.rapport.address.AddressView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The web part of the master data: shown, or as a form.
 *
 * @param form null when it is only shown
 * @param errors what is wrong, by field
 * @param theirs after a conflict: by field, what somebody else has saved meanwhile, where it differs from what was typed
 * @param changedBy after a conflict: who that was; empty for the reader, in another window
 */
record MasterData(
        @Nullable AddressForm form,
        Map<String, String> errors,
        Map<String, String> theirs,
        @Nullable String changedBy) {

    static MasterData of(AddressView address, boolean edit) {
        return new MasterData(edit ? AddressForm.of(address) : null, Map.of(), Map.of(), null);
    }

    static MasterData refused(AddressForm form, Map<String, String> errors) {
        return new MasterData(form, errors, Map.of(), null);
    }

    /** Keeps what was typed and shows beside it what is stored now; saving once more replaces that. */
    static MasterData conflicting(AddressForm typed, AddressView now, String changedBy) {
        AddressForm current = AddressForm.of(now);
        Map<String, String> theirs = new LinkedHashMap<>();
        compare("name", typed.name(), current.name(), theirs);
        compare("firstName", typed.firstName(), current.firstName(), theirs);
        compare("role", typed.role(), current.role(), theirs);
        compare("street", typed.street(), current.street(), theirs);
        compare("postcode", typed.postcode(), current.postcode(), theirs);
        compare("town", typed.town(), current.town(), theirs);
        compare("country", typed.country(), current.country(), theirs);
        compare("phone", typed.phone(), current.phone(), theirs);
        compare("email", typed.email(), current.email(), theirs);
        compare("notes", typed.notes(), current.notes(), theirs);
        return new MasterData(typed.withVersion(now.version()), Map.of(), theirs, changedBy);
    }

    /** An empty text and none are the same to a person; a field that the form does not have is not compared. */
    private static void compare(
            String field, @Nullable String typed, @Nullable String stored, Map<String, String> theirs) {
        String now = stored == null ? "" : stored;
        if (typed != null && !Objects.equals(typed.strip(), now)) {
            theirs.put(field, now);
        }
    }
}
