/**
 * Camunda wiring only: configuration, expression lock-down, the engine's REST API and webapps, the base class of
 * delegates. Whatever knows Spring Boot 4 or the vendor's starters lives here, so that another engine build is a change
 * of the POM plus this package.
 */
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"shared"})
@NullMarked
package dev.rapport.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
