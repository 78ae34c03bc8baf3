/**
 * Planning a contact for every member of a campaign, in the background. Each contact goes through the same use case and model
 * as a single one.
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
            "reminder",
            "user"
        })
@NullMarked
package dev.rapport.bulk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
