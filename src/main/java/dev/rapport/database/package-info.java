/**
 * The embedded PostgreSQL that Rapport starts itself when no database server is configured, and the patience with either.
 */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package dev.rapport.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
