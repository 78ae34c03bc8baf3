/**
 * Addresses: companies, private persons and the contact persons of companies; their search and the warning of possible
 * duplicates. Other modules name an address by its id.
 */
@ApplicationModule(allowedDependencies = {"shared", "web"})
@NullMarked
package dev.rapport.address;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
