/** Creating a contact, wherever the form stands. */
@NullMarked
package dev.rapport.contact.web.create;

import org.jspecify.annotations.NullMarked;
