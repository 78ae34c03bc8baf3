package dev.rapport.campaign.web;

import dev.rapport.shared.Ids;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the boxes that are checked in a list of addresses; what is no id belongs to no address. */
final class MemberIds {

    private MemberIds() {}

    static List<Long> of(@Nullable List<String> checked) {
        return checked == null
                ? List.of()
                : checked.stream()
                        .flatMap(text -> Ids.parse(text.strip()).stream())
                        .distinct()
                        .toList();
    }
}
