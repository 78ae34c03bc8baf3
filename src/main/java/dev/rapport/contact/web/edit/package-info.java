/** The page of one contact. */
@NullMarked
package dev.rapport.contact.web.edit;

import org.jspecify.annotations.NullMarked;
