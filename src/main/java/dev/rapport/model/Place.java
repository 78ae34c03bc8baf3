package dev.rapport.model;

import org.jspecify.annotations.Nullable;

/**
 * What a file puts in force, or would.
 *
 * @param kind process, form or decision
 * @param version in force there; null where there is none yet
 */
public record Place(String kind, String key, @Nullable Integer version) {

    @Override
    public String toString() {
        return kind + ":" + key + ":" + (version == null ? "" : version);
    }
}
