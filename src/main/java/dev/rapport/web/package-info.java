/** What all pages and the API share: layout, error pages, the way from a refusal to a sentence. */
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {"shared"})
@NullMarked
package dev.rapport.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
