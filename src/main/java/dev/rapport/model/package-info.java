/**
 * Process models and forms as data: the standard that ships with Rapport, the versions that process admins deploy, and
 * which of both is in force.
 */
@ApplicationModule(allowedDependencies = {"shared", "engine", "web"})
@NullMarked
package dev.rapport.model;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
