/** The embedded PostgreSQL that Rapport starts itself when no database server is configured. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.rapport.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
