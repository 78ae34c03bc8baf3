/**
 * Contacts with customers: planned, then performed or not performed (rules 1 to 23). The lifecycle is the model
 * {@code contact}; what must hold whatever the model says is in {@link dev.rapport.contact.Contact} and in the database.
 */
@ApplicationModule(
        allowedDependencies = {
            "shared",
            "engine",
            "web",
            "item",
            "item::process",
            "item::web",
            "contacttype",
            "reminder",
            "address",
            "campaign",
            "user"
        })
@NullMarked
package dev.rapport.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
