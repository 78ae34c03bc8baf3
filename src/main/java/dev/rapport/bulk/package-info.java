/**
 * Work on many in the background: planning a contact for every member of a campaign, and changing many contacts or measures of
 * a list. Each goes through the same use case and model as a single one.
 */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "engine",
            "web",
            "address",
            "campaign",
            "contact",
            "contacttype",
            "item",
            "item :: process",
            "lists",
            "lists :: web",
            "measure",
            "reminder",
            "user"
        })
@NullMarked
package dev.rapport.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
