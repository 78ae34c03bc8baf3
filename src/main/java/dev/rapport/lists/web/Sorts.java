package dev.rapport.lists.web;

import dev.rapport.lists.Entry;
import dev.rapport.lists.Order;
import dev.rapport.shared.Texts;
import org.jspecify.annotations.Nullable;

/** The orders of a list as URLs say them. */
final class Sorts {

    private Sorts() {}

    /** The order of that name; null for what is none of entries of this kind, the latest first where nothing is said. */
    static @Nullable Order order(@Nullable String sort, Entry.Kind kind) {
        if (sort == null || Texts.isBlank(sort)) {
            return Order.LATEST;
        }
        for (Order each : Order.values()) {
            if (name(each).equals(sort) && each.of(kind)) {
                return each;
            }
        }
        return null;
    }

    static String name(Order order) {
        return switch (order) {
            case START -> "start";
            case LATEST -> "-start";
            case CUSTOMER -> "customer";
            case RESPONSIBLE -> "responsible";
        };
    }
}
