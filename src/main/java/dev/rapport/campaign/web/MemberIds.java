package dev.rapport.campaign.web;

import dev.rapport.campaign.AssignAddress.Assigned;
import dev.rapport.shared.Ids;
import dev.rapport.web.Toasts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads which addresses a form is about: the boxes that are checked, or those that were assigned together. */
final class MemberIds {

    private MemberIds() {}

    /** What is no id belongs to no address. */
    static List<Long> of(@Nullable List<String> checked) {
        return checked == null
                ? List.of()
                : checked.stream()
                        .flatMap(text -> Ids.parse(text.strip()).stream())
                        .distinct()
                        .toList();
    }

    /** What takes an assignment of many back: address and fields of its form. */
    static Toasts.@Nullable Undo undo(Long campaignId, Assigned assigned) {
        return assigned.count() == 0
                ? null
                : new Toasts.Undo(
                        "/campaigns/" + campaignId + "/members",
                        "assignedAt",
                        String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, assigned.at())));
    }

    /** @throws BusinessRuleViolation not-found for what {@link #undo} has not given */
    static Instant assignedAt(String micros) {
        return Instant.EPOCH.plus(Ids.require("assignedAt", micros), ChronoUnit.MICROS);
    }
}
