/** What every module may use and nothing more: business and working time, refusals, the person at work, pages of lists. */
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package dev.rapport.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
