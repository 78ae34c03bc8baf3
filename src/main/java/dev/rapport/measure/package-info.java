/**
 * Measures carry something out for a campaign (rules 25 to 27). The lifecycle is the model {@code measure}, and so is the
 * check for a campaign, which a process admin may remove; what must hold whatever the model says is in {@link
 * dev.rapport.measure.Measure} and in the database.
 */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "engine",
            "web",
            "item",
            "item::process",
            "item::web",
            "campaign",
            "reminder",
            "user"
        })
@NullMarked
package dev.rapport.measure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
